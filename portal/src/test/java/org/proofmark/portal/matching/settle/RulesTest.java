package org.proofmark.portal.matching.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.catalogue.licences.Covers;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.catalogue.licences.LicensedDomain;
import org.proofmark.portal.catalogue.licences.Terms;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.By;
import org.proofmark.portal.matching.Given;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchRows;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.Reason;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.Verdicts;
import org.proofmark.portal.platform.Refused;

/** What settles matches without a person, says so, and takes back with itself what only it settled. */
class RulesTest {
    private final TestPortal portal = TestPortal.shared();
    private final SignedIn creator = portal.person(Role.CREATOR).signedIn();
    private final Matches matches = portal.bean(Matches.class);
    private final Verdicts verdicts = portal.bean(Verdicts.class);
    private final Rules rules = portal.bean(Rules.class);
    private final OwnSites ownSites = portal.bean(OwnSites.class);
    private final Licences licences = portal.bean(Licences.class);
    private final Settlement settlement = portal.bean(Settlement.class);

    @Test
    void aDryRunTellsWhatMakingTheRuleDoes() {
        Random random = new Random(11);
        List<WorkId> works = List.of(new WorkId(UUID.randomUUID()), new WorkId(UUID.randomUUID()));
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < 6; i++) {
                MatchId match = rows().work(works.get(random.nextInt(2)))
                        .site(random.nextBoolean() ? "north.example" : "south.example")
                        .insert();
                if (random.nextInt(4) == 0) {
                    say(match, Verdict.UNSURE);
                }
            }
            settlement.settle(creator.holder(), settlement.some(creator.holder(), Optional.empty()));
            Rules.Wanted wanted = wanted(
                    random.nextBoolean() ? "north.example" : "www.south.example",
                    random.nextInt(3) == 0 ? "/magazine/" + random.nextInt(10) : "");
            long said = rules.tryOut(creator, wanted).settles();
            long before = matches.open(creator);
            RuleId id = new RuleId(UUID.randomUUID());
            rules.make(creator, id, wanted);
            assertThat(before - matches.open(creator))
                    .as("round %d: %s", round, wanted)
                    .isEqualTo(said);
            assertThat(rules.tryOut(creator, wanted).settles()).isZero();
            if (random.nextBoolean()) {
                long settled = before - matches.open(creator);
                assertThat(rules.end(creator, id)).isEqualTo(settled);
                assertThat(matches.open(creator)).isEqualTo(before);
            }
        }
    }

    @Test
    void aRuleEndsAndWhatAPersonSaidStays() {
        MatchId settled = rows().insert();
        MatchId judged = rows().insert();
        RuleId id = new RuleId(UUID.randomUUID());
        rules.make(creator, id, wanted("north.example", ""));
        say(judged, Verdict.NO_LICENCE);
        assertThat(decidedBy(settled)).contains(By.RULE);
        assertThat(rules.find(creator, id).settles()).isEqualTo(1);
        rules.end(creator, id);
        assertThat(matches.find(creator, settled).open()).isTrue();
        assertThat(matches.find(creator, judged).verdict()).contains(Verdict.NO_LICENCE);
        assertThat(verdicts.of(creator, settled)).hasSize(2);
    }

    @Test
    void whatElseWouldSettleItTakesOver() {
        MatchId match = rows().insert();
        RuleId id = new RuleId(UUID.randomUUID());
        rules.make(creator, id, wanted("north.example", ""));
        ownSites.add(creator, LicensedDomain.parse("shop.north.example"));
        assertThat(decidedBy(match)).contains(By.OWN_SITE);
        ownSites.remove(creator, LicensedDomain.parse("north.example"));
        assertThat(decidedBy(match)).contains(By.RULE);
        rules.end(creator, id);
        assertThat(matches.find(creator, match).decision()).isEmpty();
    }

    @Test
    void aPathIsOfAllPages() {
        MatchRows rows = rows();
        MatchId match = rows.insert();
        rules.make(creator, new RuleId(UUID.randomUUID()), wanted("north.example", "/magazine"));
        assertThat(decidedBy(match)).contains(By.RULE);
        rows.page(match, "https://www.north.example/shop/");
        settlement.settle(creator.holder(), List.of(match));
        assertThat(matches.find(creator, match).open()).isTrue();
    }

    @Test
    void aPathIsOfWholeParts() {
        for (String[] one : new String[][] {
            {"/press", "/press", "yes"},
            {"/press", "/press/2026/a", "yes"},
            {"/press", "/press?id=3", "yes"},
            {"/press", "/pressure", "no"},
            {"/press", "/press-kit/a", "no"},
            {"/press/", "/press/a", "yes"},
            {"/press/", "/pressure", "no"},
            {"/show?id=3", "/show?id=3", "yes"},
            {"/show?id=3", "/show?id=3&page=2", "yes"},
            {"/show?id=3", "/show?id=31", "no"},
            {"/", "/pressure", "yes"}
        }) {
            Rule rule = new Rule(
                    new RuleId(UUID.randomUUID()),
                    LicensedDomain.parse("north.example"),
                    one[0],
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Verdict.LICENSED,
                    Reason.OWN_SITE,
                    "",
                    Instant.EPOCH,
                    Optional.empty());
            assertThat(rule.names(Use.Page.of("https://www.north.example" + one[1])))
                    .as(one[0] + " " + one[1])
                    .isEqualTo(one[2].equals("yes"));
        }
    }

    @Test
    void aLicenceOnFileClearsItsDomainAndItsTimeOnly() {
        MatchId covered = rows().insert();
        MatchId elsewhere = rows().site("south.example").insert();
        LicenceId id = new LicenceId(UUID.randomUUID());
        licences.record(creator, id, terms(List.of("north.example"), Optional.empty()), Covers.all());
        consider();
        assertThat(decidedBy(covered)).contains(By.LICENCE);
        assertThat(matches.find(creator, covered).decision().orElseThrow().ref())
                .contains(id.value());
        assertThat(matches.find(creator, covered).decision().orElseThrow().reason())
                .contains(Reason.ON_FILE);
        assertThat(matches.find(creator, elsewhere).open()).isTrue();
        licences.change(
                creator, id, terms(List.of("north.example"), Optional.of(LocalDate.of(2021, 1, 1))), Covers.all(), 1);
        consider();
        assertThat(matches.find(creator, covered).open())
                .as("it ended before the use")
                .isTrue();
    }

    @Test
    void aLicenceWithoutADomainClearsNothing() {
        MatchId match = rows().insert();
        licences.record(creator, new LicenceId(UUID.randomUUID()), terms(List.of(), Optional.empty()), Covers.all());
        consider();
        assertThat(matches.find(creator, match).open()).isTrue();
    }

    @Test
    void whatAPersonTookBackFromARuleItDoesNotSettleAgain() {
        MatchId match = rows().insert();
        rules.make(creator, new RuleId(UUID.randomUUID()), wanted("north.example", ""));
        say(match, Optional.empty());
        settlement.settle(creator.holder(), List.of(match));
        assertThat(matches.find(creator, match).open()).isTrue();
        rules.make(creator, new RuleId(UUID.randomUUID()), wanted("north.example", ""));
        assertThat(decidedBy(match)).as("a rule made later").contains(By.RULE);
    }

    @Test
    void aPersonsVerdictTakenBackGivesWayToWhatSettledBefore() {
        MatchId match = rows().insert();
        rules.make(creator, new RuleId(UUID.randomUUID()), wanted("north.example", ""));
        say(match, Verdict.NO_LICENCE);
        assertThat(decidedBy(match)).contains(By.PERSON);
        say(match, Optional.empty());
        assertThat(decidedBy(match)).contains(By.RULE);
    }

    @Test
    void aForeignRuleIsNotFoundAndSettlesNothingOfMine() {
        MatchId match = rows().insert();
        SignedIn stranger = portal.person(Role.CREATOR).signedIn();
        RuleId id = new RuleId(UUID.randomUUID());
        rules.make(stranger, id, wanted("north.example", ""));
        ownSites.add(stranger, LicensedDomain.parse("north.example"));
        assertThat(matches.find(creator, match).open()).isTrue();
        assertThatThrownBy(() -> rules.find(creator, id)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> rules.end(creator, id)).isInstanceOf(Refused.class);
    }

    @Test
    void aRuleThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> rules.tryOut(creator, wanted("north.example", "magazine")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> rules.tryOut(
                        creator,
                        new Rules.Wanted(
                                LicensedDomain.parse("north.example"),
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Verdict.NOT_MINE,
                                Reason.OTHER_PICTURE,
                                "")))
                .isInstanceOf(Refused.class);
    }

    /** As the comparer does when something changed. */
    private void consider() {
        for (Optional<Settlement.Wish> wish = settlement.next(); wish.isPresent(); wish = settlement.next()) {
            List<MatchId> all = new ArrayList<>(settlement.some(wish.get().holder(), Optional.empty()));
            settlement.settle(wish.get().holder(), all);
            settlement.done(wish.get());
        }
        settlement.settle(creator.holder(), settlement.some(creator.holder(), Optional.empty()));
    }

    private Optional<By> decidedBy(MatchId match) {
        return matches.find(creator, match).decision().map(Match.Decision::by);
    }

    private static Terms terms(List<String> domains, Optional<LocalDate> to) {
        return new Terms(
                "North Ltd",
                domains.stream().map(LicensedDomain::parse).toList(),
                "",
                "",
                Optional.empty(),
                to,
                Optional.empty(),
                "");
    }

    private static Rules.Wanted wanted(String domain, String path) {
        return new Rules.Wanted(
                LicensedDomain.parse(domain),
                path,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Verdict.LICENSED,
                Reason.OWN_SITE,
                "");
    }

    private MatchRows rows() {
        return new MatchRows(portal).of(creator);
    }

    private void say(MatchId match, Verdict verdict) {
        say(match, Optional.of(verdict));
    }

    private void say(MatchId match, Optional<Verdict> verdict) {
        assertThat(verdicts.give(
                                creator,
                                List.of(new Given(
                                        UUID.randomUUID(), match, verdict, Optional.empty(), Given.Group.ONE)))
                        .refused())
                .isEmpty();
        assertThat(matches.count(creator, Asked.of(Map.of("state", "all")))).isPositive();
    }
}
