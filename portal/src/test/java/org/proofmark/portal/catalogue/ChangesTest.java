package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes to many works, and taken back. */
class ChangesTest {
    private final TestPortal portal = TestPortal.shared();
    private final SignedIn creator = portal.person(Role.CREATOR).signedIn();
    private final SignedIn stranger = portal.person(Role.CREATOR).signedIn();
    private final Works works = portal.bean(Works.class);
    private final Changes changes = portal.bean(Changes.class);
    private final Collections collections = portal.bean(Collections.class);
    private final List<WorkId> two = new ArrayList<>();

    @BeforeEach
    void twoWorks() {
        two.add(Registered.work(portal, creator, 131));
        two.add(Registered.work(portal, creator, 132));
    }

    private static Edit all(String word) {
        Optional<String> text = Optional.of(word);
        return new Edit(
                text,
                text,
                text,
                text,
                text,
                Optional.of("landscape"),
                Optional.of(LocalDate.of(2026, 4, 30)),
                text,
                List.of(word),
                List.of(),
                List.of(word),
                List.of());
    }

    private ChangeId make(String word, CollectionId... into) {
        ChangeId id = new ChangeId(UUID.randomUUID());
        assertThat(changes.make(creator, id, two, all(word), Set.of(into))).isEqualTo(2);
        return id;
    }

    /** What is said about a work, whatever its version. */
    private String said(WorkId id) {
        Work work = works.find(creator, id);
        return "%s %s %s %s %s %s"
                .formatted(
                        work.texts(),
                        work.keywords(),
                        work.tags(),
                        work.category(),
                        work.firstPublished(),
                        work.firstPublishedAt());
    }

    private List<String> said() {
        return two.stream().map(this::said).toList();
    }

    @Test
    void aChangeIsTakenBackOnceAndWhole() {
        List<String> before = said();
        CollectionId there = collection("there");
        collections.add(creator, there, two.subList(0, 1));
        ChangeId change = make("harbour", there);
        assertThat(said()).doesNotContainAnyElementsOf(before);
        assertThat(collections.works(creator, there)).hasSize(2);

        assertThat(changes.takeBack(creator, change)).isEqualTo(new Changes.TakenBack(2, 0));
        assertThat(said()).isEqualTo(before);
        assertThat(collections.works(creator, there)).containsExactly(two.getFirst());
        assertThat(portal.bean(History.class).of(creator, two.getFirst(), Map.of()))
                .first()
                .satisfies(past -> assertThat(past.differences()).contains(new Difference("title", "harbour", "")));

        assertThatThrownBy(() -> changes.takeBack(creator, change)).isInstanceOf(Refused.class);
        assertThat(said()).isEqualTo(before);
    }

    @Test
    void whatWasChangedAgainSinceStays() {
        ChangeId change = make("harbour");
        Work work = works.find(creator, two.getFirst());
        works.change(creator, work, work.version());
        String stays = said(two.getFirst());

        assertThat(changes.takeBack(creator, change)).isEqualTo(new Changes.TakenBack(1, 1));
        assertThat(said(two.getFirst())).isEqualTo(stays);
        assertThat(works.find(creator, two.getLast()).texts().title()).isEmpty();
    }

    @Test
    void theSameChangeIsMadeOnce() {
        ChangeId change = make("harbour");
        List<String> made = said();
        assertThat(changes.make(creator, change, two, all("harbour"), Set.of())).isEqualTo(2);
        assertThat(said()).isEqualTo(made);
        assertThatThrownBy(() -> changes.make(stranger, change, two, all("harbour"), Set.of()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void severalAreTakenBackOneAfterTheOther() {
        List<String> before = said();
        ChangeId first = make("harbour");
        List<String> between = said();
        ChangeId second = make("lake");

        changes.takeBack(creator, second);
        assertThat(said()).isEqualTo(between);
        assertThat(changes.takeBack(creator, first)).isEqualTo(new Changes.TakenBack(2, 0));
        assertThat(said()).isEqualTo(before);
    }

    @Test
    void nobodyElseTakesItBackNorAnybodyAfterThirtyDays() {
        ChangeId change = make("harbour");
        List<String> made = said();
        assertThatThrownBy(() -> changes.takeBack(stranger, change)).isInstanceOf(Refused.class);

        portal.bean(JdbcClient.class)
                .sql("update catalogue.change set made_at = made_at - interval '31 days' where id = :id")
                .param("id", change.value())
                .update();
        assertThatThrownBy(() -> changes.takeBack(creator, change)).isInstanceOf(Refused.class);
        portal.bean(ChangeStore.class).forget(Instant.now().minus(Duration.ofDays(30)));
        assertThat(portal.bean(ChangeStore.class).works(change)).isEmpty();
        assertThat(said()).isEqualTo(made);
    }

    private CollectionId collection(String name) {
        CollectionId id = new CollectionId(UUID.randomUUID());
        collections.make(creator, id, Optional.empty(), name);
        return id;
    }
}
