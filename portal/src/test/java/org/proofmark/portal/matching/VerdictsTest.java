package org.proofmark.portal.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is said of matches is kept, counts once, and is nobody else's to say. */
class VerdictsTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR);
    private final SignedIn creator = person.signedIn();
    private final Matches matches = portal.bean(Matches.class);
    private final Verdicts verdicts = portal.bean(Verdicts.class);
    private final JdbcClient sql = portal.bean(JdbcClient.class);

    @Test
    void aVerdictSentTwiceIsGivenOnce() {
        MatchId match = rows().insert();
        Given given = say(match, Verdict.NO_LICENCE);
        assertThat(verdicts.give(creator, List.of(given, given)).saved()).containsExactly(given.id(), given.id());
        verdicts.give(creator, List.of(say(match, Verdict.LICENSED)));
        assertThat(verdicts.give(creator, List.of(given)).saved()).containsExactly(given.id());
        assertThat(matches.find(creator, match).verdict()).contains(Verdict.LICENSED);
        assertThat(verdicts.of(creator, match)).hasSize(2);
    }

    @Test
    void whatIsTakenBackIsOpenAgainAndStaysInTheHistory() {
        MatchId match = rows().insert();
        verdicts.give(creator, List.of(say(match, Verdict.NOT_MINE), back(match)));
        assertThat(matches.find(creator, match).open()).isTrue();
        assertThat(verdicts.of(creator, match))
                .extracting(Verdicts.Said::verdict)
                .containsExactly(Optional.of(Verdict.NOT_MINE), Optional.empty());
    }

    @Test
    void anUndoMakesStandAgainWhatAPersonSaidBefore() {
        MatchId match = rows().insert();
        SignedIn first = new SignedIn(
                new PersonId(UUID.randomUUID()), creator.holder(), "Robin", creator.roles(), creator.writes());
        Given licensed = new Given(
                UUID.randomUUID(),
                match,
                Optional.of(Verdict.LICENSED),
                Optional.of(Reason.FREE_LICENCE),
                Given.Group.ONE);
        verdicts.give(first, List.of(licensed));
        comesBack(match);
        Match before = matches.find(creator, match);
        Given mistaken = say(match, Verdict.NOT_MINE);
        verdicts.give(creator, List.of(mistaken));
        assertThat(matches.find(creator, match).news()).isEmpty();
        Given undo = undo(mistaken);
        verdicts.give(creator, List.of(undo, undo));
        assertThat(verdicts.give(creator, List.of(undo)).saved()).containsExactly(undo.id());
        Match after = matches.find(creator, match);
        assertThat(after.decision()).isEqualTo(before.decision());
        assertThat(after.decision().orElseThrow().person()).contains(first.person());
        assertThat(after.news()).contains(News.BACK);
        assertThat(after.open()).isTrue();
        assertThat(matches.counts(creator, Asked.EVERYTHING_OPEN)).isEqualTo(new Tally.Counts(1, 0, 0, 0, 0, 0));
        assertThat(verdicts.of(creator, match))
                .extracting(Verdicts.Said::verdict, Verdicts.Said::undoes)
                .containsExactly(
                        tuple(Optional.of(Verdict.LICENSED), Optional.empty()),
                        tuple(Optional.of(Verdict.NOT_MINE), Optional.empty()),
                        tuple(Optional.of(Verdict.LICENSED), Optional.of(mistaken.id())));
        verdicts.give(creator, List.of(undo(mistaken)));
        assertThat(matches.find(creator, match)).as("undone once is undone").isEqualTo(after);
        verdicts.give(creator, List.of(back(match)));
        assertThat(matches.find(creator, match).decision())
                .as("and the first in its turn")
                .isEmpty();
    }

    @Test
    void anUndoLeavesWhatSomebodyElseSaidSince() {
        MatchId match = rows().insert();
        Given first = say(match, Verdict.LICENSED);
        verdicts.give(creator, List.of(first, say(match, Verdict.NO_LICENCE)));
        Given undo = undo(first);
        assertThat(verdicts.give(creator, List.of(undo)).refused()).containsOnlyKeys(undo.id());
        assertThat(matches.find(creator, match).verdict()).contains(Verdict.NO_LICENCE);
        Given ofNothing = new Given(
                UUID.randomUUID(),
                match,
                Optional.empty(),
                Optional.empty(),
                Given.Group.ONE,
                Optional.of(UUID.randomUUID()));
        assertThat(verdicts.give(creator, List.of(ofNothing)).saved()).containsExactly(ofNothing.id());
        assertThat(matches.find(creator, match).verdict()).contains(Verdict.NO_LICENCE);
    }

    @Test
    void whatCameAfterThePageWasShownIsNotJudgedWithTheRest() {
        MatchId shown = rows().insert();
        Instant moment = Instant.now();
        MatchId later = rows().insert();
        portal.bean(JdbcClient.class)
                .sql("update matching.match set found_at = now() + interval '1 minute' where id = :id")
                .param("id", later.value())
                .update();
        verdicts.giveAll(
                creator,
                UUID.randomUUID(),
                Asked.EVERYTHING_OPEN,
                moment.plusSeconds(5),
                Verdict.NO_LICENCE,
                Optional.empty());

        assertThat(matches.find(creator, shown).verdict()).contains(Verdict.NO_LICENCE);
        assertThat(matches.find(creator, later).verdict()).isEmpty();
    }

    @Test
    void anUndoOfManyMakesStandAgainWhatStoodOnEach() {
        MatchId decided = rows().insert();
        MatchId open = rows().insert();
        MatchId judgedSince = rows().insert();
        verdicts.give(creator, List.of(say(decided, Verdict.LICENSED)));
        comesBack(decided);
        Match before = matches.find(creator, decided);
        UUID act = UUID.randomUUID();
        assertThat(verdicts.giveAll(creator, act, Asked.EVERYTHING_OPEN, Verdict.NOT_MINE, Optional.empty()))
                .isEqualTo(3);
        verdicts.give(creator, List.of(say(judgedSince, Verdict.UNSURE)));
        UUID undo = UUID.randomUUID();
        assertThat(verdicts.takeBackAll(creator, undo, act)).isEqualTo(2);
        assertThat(verdicts.takeBackAll(creator, undo, act)).as("sent again").isEqualTo(2);
        assertThat(matches.find(creator, decided).decision()).isEqualTo(before.decision());
        assertThat(matches.find(creator, decided).news()).contains(News.BACK);
        assertThat(matches.find(creator, open).decision()).isEmpty();
        assertThat(matches.find(creator, judgedSince).verdict()).contains(Verdict.UNSURE);
        assertThat(matches.counts(creator, Asked.EVERYTHING_OPEN)).isEqualTo(new Tally.Counts(2, 0, 1, 0, 0, 0));
    }

    @Test
    void aPhotoJudgedTogetherOnASiteIsUndoneByTheAct() {
        WorkId work = new WorkId(UUID.randomUUID());
        MatchId decided = rows().work(work).insert();
        MatchId open = rows().work(work).insert();
        verdicts.give(creator, List.of(say(decided, Verdict.LICENSED)));
        Given together = new Given(
                UUID.randomUUID(),
                decided,
                Optional.of(Verdict.NO_LICENCE),
                Optional.empty(),
                Given.Group.PHOTO_ON_SITE);
        verdicts.give(creator, List.of(together));
        assertThat(List.of(decided, open))
                .allMatch(id -> matches.find(creator, id).verdict().equals(Optional.of(Verdict.NO_LICENCE)));
        Given undo = new Given(
                UUID.randomUUID(),
                open,
                Optional.empty(),
                Optional.empty(),
                Given.Group.PHOTO_ON_SITE,
                Optional.of(together.id()));
        assertThat(verdicts.give(creator, List.of(undo)).saved()).containsExactly(undo.id());
        assertThat(verdicts.give(creator, List.of(undo)).saved()).containsExactly(undo.id());
        assertThat(matches.find(creator, decided).verdict()).contains(Verdict.LICENSED);
        assertThat(matches.find(creator, open).open()).isTrue();
        assertThat(verdicts.of(creator, open)).hasSize(2);
    }

    private void comesBack(MatchId match) {
        sql.sql("update matching.match set news = 'BACK' where id = :id")
                .param("id", match.value())
                .update();
    }

    private static Given undo(Given act) {
        return new Given(
                UUID.randomUUID(),
                act.match(),
                Optional.empty(),
                Optional.empty(),
                Given.Group.ONE,
                Optional.of(act.id()));
    }

    @Test
    void theVerdictRowsCannotBeChanged() {
        MatchId match = rows().insert();
        verdicts.give(creator, List.of(say(match, Verdict.UNSURE)));
        assertThatThrownBy(() -> sql.sql("update matching.verdict set verdict = 'LICENSED' where match = :id")
                        .param("id", match.value())
                        .update())
                .hasMessageContaining("verdict");
    }

    @Test
    void onePhotoOnOneSiteIsJudgedTogetherAndTakenBackTogether() {
        WorkId work = new WorkId(UUID.randomUUID());
        List<MatchId> alike = List.of(
                rows().work(work).insert(),
                rows().work(work).insert(),
                rows().work(work).insert());
        MatchId elsewhere = rows().work(work).site("south.example").insert();
        assertThat(matches.siblings(creator, alike)).containsEntry(alike.getFirst(), 3);
        Given together = new Given(
                UUID.randomUUID(),
                alike.getFirst(),
                Optional.of(Verdict.LICENSED),
                Optional.of(Reason.FREE_LICENCE),
                Given.Group.PHOTO_ON_SITE);
        verdicts.give(creator, List.of(together));
        assertThat(alike).allMatch(id -> matches.find(creator, id).verdict().equals(Optional.of(Verdict.LICENSED)));
        assertThat(matches.find(creator, elsewhere).open()).isTrue();
        verdicts.give(
                creator,
                List.of(new Given(
                        UUID.randomUUID(),
                        alike.get(1),
                        Optional.empty(),
                        Optional.empty(),
                        Given.Group.PHOTO_ON_SITE)));
        assertThat(alike).allMatch(id -> matches.find(creator, id).open());
    }

    @Test
    void aFilterIsJudgedAtOnceAndTheSameActAgainIsTheSame() {
        for (int i = 0; i < 5; i++) {
            rows().insert();
        }
        MatchId other = rows().site("south.example").insert();
        UUID act = UUID.randomUUID();
        Asked north = Asked.of(Map.of("site", "north.example"));
        assertThat(verdicts.giveAll(creator, act, north, Verdict.NO_LICENCE, Optional.of(Reason.TOO_SMALL)))
                .isEqualTo(5);
        rows().insert();
        assertThat(verdicts.giveAll(creator, act, north, Verdict.NO_LICENCE, Optional.of(Reason.TOO_SMALL)))
                .isEqualTo(5);
        assertThat(matches.counts(creator, Asked.EVERYTHING_OPEN)).isEqualTo(new Tally.Counts(2, 5, 0, 0, 0, 0));
        assertThat(verdicts.takeBackAll(creator, UUID.randomUUID(), act)).isEqualTo(5);
        assertThat(matches.open(creator)).isEqualTo(7);
        assertThat(matches.find(creator, other).decision()).isEmpty();
    }

    @Test
    void whatIsClaimedIsNoLongerJudgedHere() {
        MatchId match = rows().insert();
        verdicts.give(creator, List.of(say(match, Verdict.NO_LICENCE)));
        sql.sql("update matching.match set claimed = true where id = :id")
                .param("id", match.value())
                .update();
        Given late = say(match, Verdict.LICENSED);
        MatchId next = rows().insert();
        Verdicts.Answer answer = verdicts.give(creator, List.of(late, say(next, Verdict.UNSURE), back(match)));
        assertThat(answer.refused()).containsKey(late.id()).hasSize(2);
        assertThat(answer.saved()).hasSize(1);
        assertThat(matches.find(creator, match).verdict()).contains(Verdict.NO_LICENCE);
        assertThat(verdicts.giveAll(
                        creator,
                        UUID.randomUUID(),
                        Asked.of(Map.of("state", "all")),
                        Verdict.NOT_MINE,
                        Optional.empty()))
                .isEqualTo(1);
    }

    @Test
    void aForeignMatchIsNeitherSeenNorJudged() {
        MatchId match = rows().insert();
        SignedIn stranger = portal.person(Role.CREATOR).signedIn();
        assertThatThrownBy(() -> matches.find(stranger, match)).isInstanceOf(Refused.class);
        Given theirs = say(match, Verdict.NOT_MINE);
        assertThat(verdicts.give(stranger, List.of(theirs)).refused()).containsKey(theirs.id());
        assertThat(verdicts.giveAll(
                        stranger, UUID.randomUUID(), Asked.EVERYTHING_OPEN, Verdict.NOT_MINE, Optional.empty()))
                .isZero();
        assertThat(matches.look(stranger, Asked.EVERYTHING_OPEN, Optional.empty(), 50)
                        .rows())
                .isEmpty();
        assertThat(matches.counts(stranger, Asked.EVERYTHING_OPEN).all()).isZero();
        Given own = new Given(theirs.id(), match, theirs.verdict(), Optional.empty(), Given.Group.ONE);
        verdicts.give(creator, List.of(own));
        Given stolen =
                new Given(own.id(), rows().of(stranger).insert(), own.verdict(), Optional.empty(), Given.Group.ONE);
        assertThat(verdicts.give(stranger, List.of(stolen)).refused()).containsKey(own.id());
    }

    @Test
    void manyAtOnceLoseNothing() throws Exception {
        List<MatchId> ids = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ids.add(rows().insert());
        }
        List<Given> all = new ArrayList<>(
                ids.stream().map(id -> say(id, Verdict.NO_LICENCE)).toList());
        Collections.shuffle(all, new java.util.Random(7));
        try (ExecutorService several = Executors.newFixedThreadPool(6)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int from = 0; from < all.size(); from += 10) {
                List<Given> batch = all.subList(from, from + 10);
                answers.add(several.submit(
                        () -> verdicts.give(creator, batch).saved().size()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(10);
            }
        }
        assertThat(matches.counts(creator, Asked.EVERYTHING_OPEN)).isEqualTo(new Tally.Counts(0, 60, 0, 0, 0, 0));
        assertThat(sql.sql("select count(*) from matching.verdict where holder = :holder")
                        .param("holder", creator.holder().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(60);
    }

    @Test
    void theWindowTellsAMatchInTheReadersLanguage() {
        rows().insert();
        Browser browser = portal.signedIn(person);
        String english = browser.get("/review/window", "Accept-Language", "en").body();
        assertThat(english)
                .contains("\"total\":1", "\"open\":1", "\"siblings\":1", "\"points\":214", "\"tier\":\"certain\"")
                .contains("Cropped to 44%, turned 2°, reduced to 25%", "/magazine/", "?page=2")
                .contains("214 points of both pictures lie on each other");
        Browser.Answer saved = browser.postJson(
                "/review/verdicts",
                "{\"verdicts\":[{\"id\":\"%s\",\"match\":\"%s\",\"verdict\":\"no_licence\"},{\"id\":\"%s\",\"match\":\"%s\",\"verdict\":\"stolen\"}]}"
                        .formatted(
                                UUID.randomUUID(),
                                matches.ids(creator, Asked.EVERYTHING_OPEN).getFirst(),
                                UUID.randomUUID(),
                                UUID.randomUUID()));
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.body()).contains("\"left\":0", "There is no such verdict");
    }

    private MatchRows rows() {
        return new MatchRows(portal).of(creator);
    }

    private static Given say(MatchId match, Verdict verdict) {
        return new Given(UUID.randomUUID(), match, Optional.of(verdict), Optional.empty(), Given.Group.ONE);
    }

    private static Given back(MatchId match) {
        return new Given(UUID.randomUUID(), match, Optional.empty(), Optional.empty(), Given.Group.ONE);
    }
}
