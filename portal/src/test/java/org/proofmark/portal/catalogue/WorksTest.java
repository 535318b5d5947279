package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A creator's works, in order, found and changed, and nobody else's. */
class WorksTest {
    private final TestPortal portal = TestPortal.shared();
    private final SignedIn creator = portal.person(Role.CREATOR).signedIn();
    private final SignedIn stranger = portal.person(Role.CREATOR).signedIn();
    private final Works works = portal.bean(Works.class);
    private final Collections collections = portal.bean(Collections.class);
    private final List<WorkId> three = new ArrayList<>();

    @BeforeEach
    void threeWorks() throws IOException {
        for (int seed = 101; seed <= 103; seed++) {
            three.add(register("harbour-" + seed + ".jpg", seed));
        }
    }

    @Test
    void theGalleryGoesOnWithoutGapsOrRepeats() {
        List<WorkId> seen = new ArrayList<>();
        Optional<Gallery.Place> after = Optional.empty();
        do {
            Gallery.Stretch stretch = works.look(creator, gallery("", after, 2));
            stretch.frames().forEach(frame -> seen.add(frame.id()));
            after = stretch.next();
        } while (after.isPresent());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(three).doesNotHaveDuplicates();
    }

    @Test
    void wordsAreFoundByTheirBeginningWhereverTheyStand() {
        Work work = works.find(creator, three.getFirst());
        works.change(creator, titled(work, "Evening at the Jetty", List.of("Wasser")), work.version());
        assertThat(found("jet")).containsExactly(three.getFirst());
        assertThat(found("WASS evening")).containsExactly(three.getFirst());
        assertThat(found("harbour")).hasSize(3);
        assertThat(found("jetty zebra")).isEmpty();
        assertThat(found("'; drop table catalogue.work; --")).isEmpty();
    }

    @Test
    void aChangeToWhatSomeoneElseChangedIsRefused() {
        Work work = works.find(creator, three.getFirst());
        works.change(creator, titled(work, "first", List.of()), work.version());
        assertThatThrownBy(() -> works.change(creator, titled(work, "second", List.of()), work.version()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(Refused.Kind.CHANGED));
        assertThat(works.find(creator, three.getFirst()).texts().title()).isEqualTo("first");
    }

    @Test
    void aForeignWorkIsNotFound() {
        assertThatThrownBy(() -> works.find(stranger, three.getFirst())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> works.original(stranger, three.getFirst())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> works.picture(stranger, three.getFirst(), 480)).isInstanceOf(Refused.class);
        assertThat(edit(stranger, three, tagged("mine"))).isZero();
        assertThat(works.delete(stranger, three)).isZero();
        assertThat(works.monitor(stranger, three, false)).isZero();
        assertThat(works.look(stranger, gallery("", Optional.empty(), 10)).frames())
                .isEmpty();
        assertThat(works.counts(creator).all()).isEqualTo(3);
    }

    @Test
    void manyAreChangedAtOnceAndWhatIsNotNamedStays() {
        Work before = works.find(creator, three.getFirst());
        works.change(creator, titled(before, "keeps its title", List.of("old")), before.version());
        assertThat(edit(creator, three, tagged("new"))).isEqualTo(3);
        Work after = works.find(creator, three.getFirst());
        assertThat(after.texts().title()).isEqualTo("keeps its title");
        assertThat(after.tags()).containsExactly("new", "old");
        assertThat(works.find(creator, three.get(2)).tags()).containsExactly("new");
    }

    @Test
    void whoBroughtAPhotoDeclaredItsRightsWhatLayInAFolderNobodyDid() throws IOException {
        assertThat(acts(three.getFirst())).containsExactlyInAnyOrder("work.registered", "work.declared.1");
        UploadId id = new UploadId(UUID.randomUUID());
        Uploads uploads = portal.bean(Uploads.class);
        uploads.takeUndeclared(creator, id, "folder.jpg", new ByteArrayInputStream(Pictures.photo(109)));
        assertThat(acts(Registered.of(portal, creator, id))).containsExactly("work.registered");
    }

    private List<String> acts(WorkId id) {
        return portal.bean(History.class).of(creator, id, Map.of()).stream()
                .map(History.Past::act)
                .toList();
    }

    private int edit(SignedIn by, List<WorkId> chosen, Edit edit) {
        return portal.bean(Changes.class).make(by, new ChangeId(UUID.randomUUID()), chosen, edit, Set.of());
    }

    /** Two who take the same works in different orders would wait for each other in a circle. */
    @Test
    void whoeverChangesManyTakesThemInTheOrderOfTheirIds() {
        JdbcClient sql = portal.bean(JdbcClient.class);
        TransactionTemplate together = portal.bean(TransactionTemplate.class);
        UUID[] ids = three.stream().map(WorkId::value).toArray(UUID[]::new);
        WorkId first = new WorkId(sql.sql("select id from catalogue.work where id = any (:ids) order by id limit 1")
                .param("ids", ids)
                .query(UUID.class)
                .single());
        edit(creator, List.of(first), tagged("the last in the table"));
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Integer> changed = together.execute(held -> {
                sql.sql("select id from catalogue.work where id = :id for update")
                        .param("id", first.value())
                        .query(UUID.class)
                        .single();
                Future<Integer> waiting = other.submit(() -> together.execute(as -> {
                    sql.sql("set local enable_indexscan = off").update();
                    sql.sql("set local enable_bitmapscan = off").update();
                    return edit(creator, three, tagged("changed"));
                }));
                while (sql.sql("""
                    select not exists (select 1 from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid)))
                    """).query(Boolean.class).single()) {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                assertThat(sql.sql("select id from catalogue.work where id = any (:ids) for update nowait")
                                .param("ids", ids)
                                .query(UUID.class)
                                .list())
                        .as("nothing is held by who waits for the first")
                        .hasSize(3);
                return waiting;
            });
            assertThat(changed).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(3);
        }
    }

    @Test
    void theHistoryOfAWorkTellsWhatStoodThereAndWhatStandsThere() {
        WorkId id = three.getFirst();
        Work before = works.find(creator, id);
        works.change(creator, titled(before, "Evening", List.of()), before.version());
        Work evening = works.find(creator, id);
        works.change(creator, titled(evening, "Morning", List.of()), evening.version());
        edit(creator, three, tagged("boats"));
        works.monitor(creator, three, false);
        List<History.Past> past = portal.bean(History.class).of(creator, id, Map.of());
        assertThat(past)
                .extracting(History.Past::act)
                .containsExactly(
                        "work.rested",
                        "work.changed",
                        "work.changed",
                        "work.changed",
                        "work.registered",
                        "work.declared.1");
        assertThat(past.get(1).differences()).containsExactly(new Difference("tags", "", "boats"));
        assertThat(past.get(2).differences()).containsExactly(new Difference("title", "Evening", "Morning"));
        assertThat(past.get(2).who()).contains("Kim Example");
        assertThatThrownBy(() -> portal.bean(History.class).of(stranger, id, Map.of()))
                .isInstanceOf(Refused.class);
    }

    @Test
    void thePlanLimitsWhatIsMonitoredAndSaysSo() {
        portal.bean(JdbcClient.class)
                .sql("insert into identity.plan values ('two', 'Two', 'Zwei', 2) on conflict do nothing")
                .update();
        portal.bean(JdbcClient.class)
                .sql("update identity.holder set plan = 'two' where id = :holder")
                .param("holder", creator.holder().value())
                .update();
        works.monitor(creator, three, false);
        works.monitor(creator, three.subList(0, 2), true);
        assertThatThrownBy(() -> works.monitor(creator, three, true)).hasMessageContaining("refused.planLimit");
        assertThat(works.counts(creator).monitored()).isEqualTo(2);
    }

    @Test
    void aCollectionHoldsWorksInOrderAndAnotherCollectionButNotDeeper() {
        CollectionId top = made("Birds", Optional.empty());
        CollectionId inner = made("Wrens", Optional.of(top));
        assertThat(collections.add(creator, inner, three)).isEqualTo(3);
        assertThat(collections.add(creator, inner, three)).isZero();
        assertThat(inCollection(top)).containsExactlyInAnyOrderElementsOf(three);
        assertThatThrownBy(() -> made("Too deep", Optional.of(inner))).hasMessageContaining("refused.collectionDepth");
        assertThatThrownBy(() -> made("birds", Optional.empty())).hasMessageContaining("refused.collectionThere");
        collections.delete(creator, top);
        assertThat(collections.all(creator)).isEmpty();
        assertThat(works.counts(creator).all()).isEqualTo(3);
    }

    @Test
    void aForeignCollectionIsNotFoundAndTakesNothing() {
        CollectionId mine = made("Mine", Optional.empty());
        assertThatThrownBy(() -> collections.add(stranger, mine, three)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> collections.delete(stranger, mine)).isInstanceOf(Refused.class);
        CollectionId theirs = new CollectionId(UUID.randomUUID());
        collections.make(stranger, theirs, Optional.empty(), "Theirs");
        assertThat(collections.add(stranger, theirs, three)).isZero();
    }

    @Test
    void whatIsDeletedIsGoneFromTheGalleryAndFromTheIndex() throws IOException {
        assertThat(works.delete(creator, three.subList(0, 1))).isEqualTo(1);
        assertThat(works.counts(creator).all()).isEqualTo(2);
        WorkId again = register("again.jpg", 101);
        assertThat(works.find(creator, again).fileName()).isEqualTo("again.jpg");
    }

    private CollectionId made(String name, Optional<CollectionId> parent) {
        return collections
                .make(creator, new CollectionId(UUID.randomUUID()), parent, name)
                .id();
    }

    private List<WorkId> found(String words) {
        return works.look(creator, gallery(words, Optional.empty(), 10)).frames().stream()
                .map(Gallery.Frame::id)
                .toList();
    }

    private List<WorkId> inCollection(CollectionId collection) {
        Gallery asked = new Gallery(
                "",
                Gallery.Show.ALL,
                Optional.of(collection),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
        return works.look(creator, asked).frames().stream()
                .map(Gallery.Frame::id)
                .toList();
    }

    private static Gallery gallery(String words, Optional<Gallery.Place> after, int limit) {
        return new Gallery(words, Gallery.Show.ALL, Optional.empty(), Optional.empty(), after, Optional.empty(), limit);
    }

    private static Work titled(Work work, String title, List<String> tags) {
        Work.Texts texts = new Work.Texts(title, "", "", "", "", "", "", "", "");
        return work.with(texts, work.keywords(), tags, Optional.empty(), "", Optional.empty());
    }

    private static Edit tagged(String tag) {
        Optional<String> same = Optional.empty();
        return new Edit(
                same,
                same,
                same,
                same,
                same,
                same,
                Optional.empty(),
                same,
                List.of(),
                List.of(),
                List.of(tag),
                List.of());
    }

    private WorkId register(String name, long seed) throws IOException {
        Uploads uploads = portal.bean(Uploads.class);
        UploadId id = new UploadId(UUID.randomUUID());
        uploads.take(creator, id, name, new ByteArrayInputStream(Pictures.photo(seed)));
        return Registered.of(portal, creator, id);
    }
}
