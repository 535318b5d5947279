package org.proofmark.portal.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever is asked, rows, counts and sums tell of the same matches. */
class AskedTest {
    private static final long SEED = 20_261_128;

    private final TestPortal portal = TestPortal.shared();
    private final SignedIn creator = portal.person(Role.CREATOR).signedIn();
    private final Matches matches = portal.bean(Matches.class);
    private final Verdicts verdicts = portal.bean(Verdicts.class);
    private final Random random = new Random(SEED);
    private final List<WorkId> works =
            List.of(new WorkId(UUID.randomUUID()), new WorkId(UUID.randomUUID()), new WorkId(UUID.randomUUID()));

    @Test
    void sumsAgreeWithRowsUnderEveryFilter() {
        some(150);
        for (int round = 0; round < 120; round++) {
            Asked asked = Asked.of(anything());
            Set<Long> counted = new HashSet<>();
            List<MatchId> rows =
                    all(after -> matches.look(creator, asked, after, 17).map(Match::id));
            List<Tally.OfSite> sites = all(after -> {
                Tally.Section section = matches.sites(creator, asked, after, 2);
                return new Stretch<>(section.rows(), section.next());
            });
            List<Tally.OfWork> perWork = all(after -> {
                Tally.Works some = matches.works(creator, asked, after, 2);
                if (!some.rows().isEmpty()) {
                    counted.add(some.works());
                }
                return new Stretch<>(some.rows(), some.next());
            });
            String what = "seed %d, round %d: %s".formatted(SEED, round, asked);
            assertThat(new HashSet<>(rows)).as(what).hasSameSizeAs(rows);
            assertThat(matches.count(creator, asked)).as(what).isEqualTo(rows.size());
            assertThat(matches.ids(creator, asked)).as(what).containsExactlyInAnyOrderElementsOf(rows);
            assertThat(sites.stream().mapToLong(Tally.OfSite::matches).sum())
                    .as(what)
                    .isEqualTo(rows.size());
            assertThat(perWork.stream().mapToLong(Tally.OfWork::matches).sum())
                    .as(what)
                    .isEqualTo(rows.size());
            assertThat(counted).as(what).isEqualTo(perWork.isEmpty() ? Set.of() : Set.of((long) perWork.size()));
            assertThat(sites).as(what).allMatch(row -> row.strip().size() == Math.min(12, row.matches()));
            assertThat(matches.facets(creator, asked).counts(asked).of(asked.state()))
                    .as(what)
                    .isEqualTo(rows.size());
            assertThat(matches.sites(creator, asked, Optional.empty(), 2).sites())
                    .as(what)
                    .isEqualTo(sites.size());
            assertThat(matches.kinds(creator, asked, 9).stream().flatMap(section -> section.rows().stream()))
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(sites);
            matches.facets(creator, asked)
                    .choices(asked)
                    .kinds()
                    .forEach((kind, n) -> assertThat(matches.count(
                                    creator, asked.with("kind", kind.name().toLowerCase(Locale.ROOT))))
                            .as(what)
                            .isEqualTo(n));
            matches.facets(creator, asked)
                    .choices(asked)
                    .languages()
                    .forEach((language, n) -> assertThat(matches.count(creator, asked.with("language", language)))
                            .as(what)
                            .isEqualTo(n));
            if (round % 10 == 0) {
                portal.bean(TallyStore.class).sumUp(30);
            }
            shareChanges(works.get(round % works.size()));
            assertThat(Asked.of(asked.query())).as(what).isEqualTo(asked);
        }
    }

    @Test
    void onlyWhatWasAddedToIsSummedUpAnew() {
        some(60);
        Set<String> before = summedUp();
        MatchId one = rows().site("new.example").insert();
        Set<String> after = summedUp();
        assertThat(after).hasSizeBetween(before.size() + 1, before.size() + 2);
        after.removeAll(before);
        assertThat(after).as("its site, and its mix over all sites").hasSize(2);
        portal.bean(JdbcClient.class)
                .sql("delete from matching.match where id = :id")
                .param("id", one.value())
                .update();
        assertThat(summedUp()).hasSize(before.size());
    }

    /** A plan made while there is nothing compares everything with everything: of this many rows that takes minutes. */
    @Test
    void muchThatComesAtOnceIsSummedUp() {
        JdbcClient sql = portal.bean(JdbcClient.class);
        TallyStore tally = portal.bean(TallyStore.class);
        portal.bean(TransactionTemplate.class).executeWithoutResult(undone -> {
            sql.sql("truncate matching.tally").update();
            sql.sql("analyze matching.tally").update();
            for (int time = 0; time < 12; time++) {
                tally.sumUp(20_000); // often enough for its plan to be kept
            }
            sql.sql("""
                            insert into matching.tally (holder, site, open, tier, kind, language, n, worth_minor)
                            select gen_random_uuid(), 'site-' || n % 1000, true, 'CERTAIN', 'BUSINESS', '', 1, 1
                            from generate_series(1, 30000) n
                            """).update();
            sql.sql("set local statement_timeout = '20s'").update();
            assertThat(tally.sumUp(20_000)).isEqualTo(20_000);
            assertThat(tally.sumUp(20_000)).isEqualTo(10_000);
            undone.setRollbackOnly();
        });
    }

    /** Where each line of the tally stands when all is summed up; another thread may do that as well. */
    private Set<String> summedUp() {
        JdbcClient sql = portal.bean(JdbcClient.class);
        do {
            portal.bean(TallyStore.class).sumUp(10_000);
        } while (!sql.sql("select summed from matching.tally where holder = :holder and not summed")
                .param("holder", creator.holder().value())
                .query(Boolean.class)
                .list()
                .isEmpty());
        return new HashSet<>(sql.sql("select ctid::text from matching.tally where holder = :holder")
                .param("holder", creator.holder().value())
                .query(String.class)
                .list());
    }

    @Test
    void everyMatchIsInOneStateOnly() {
        some(60);
        Set<MatchId> seen = new HashSet<>();
        for (Asked.State state : Asked.State.values()) {
            if (state != Asked.State.ALL) {
                matches.ids(creator, Asked.of(Map.of("state", state.word())))
                        .forEach(id -> assertThat(seen.add(id)).isTrue());
            }
        }
        assertThat(seen).hasSize(60);
    }

    @Test
    void wordsAreTakenAsTheyStand() {
        MatchId odd = rows().words("100% of _under_ \\back").insert();
        rows().words("100 and one under back").insert();
        for (String words : List.of("100%", "_UNDER_", "\\back 100%", "% \\")) {
            assertThat(matches.ids(creator, Asked.of(Map.of("q", words)))).containsExactly(odd);
        }
        assertThat(matches.ids(creator, Asked.of(Map.of("q", "'; drop table matching.match; --"))))
                .isEmpty();
    }

    @Test
    void whatIsNoValueIsRefusedByName() {
        for (String name : List.of("state", "work", "tier", "kind", "score", "since", "by", "sort", "source")) {
            assertThatThrownBy(() -> Asked.of(Map.of(name, "<b>x"))).as(name).isInstanceOf(Refused.class);
        }
        for (String place : List.of("", "1", "_", "x_y", "1_")) {
            assertThatThrownBy(() -> Asked.Place.parse(place)).as(place).isInstanceOf(Refused.class);
        }
    }

    private void some(int many) {
        List<MatchId> ids = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            ids.add(rows().work(one(works))
                    .site(one(List.of("north.example", "south.example", "west.example", "lake.org", "a.de")))
                    .tier(one(List.of(Tier.values())))
                    .at(
                            one(List.of("BUSINESS", "PRIVATE", "UNKNOWN")),
                            one(List.of("DE", "AT")),
                            one(List.of("de", "de-at", "en")))
                    .words(one(List.of("jetty north", "castle", "jetty & castle")))
                    .measured(random.nextDouble() * 20, random.nextDouble(), random.nextInt(4) * 1_000)
                    .insert());
        }
        for (MatchId id : ids) {
            if (random.nextBoolean() && matches.find(creator, id).tier() != Tier.SAME_SCENE) {
                verdicts.give(
                        creator,
                        List.of(new Given(
                                UUID.randomUUID(),
                                id,
                                Optional.of(one(List.of(Verdict.values()))),
                                Optional.empty(),
                                Given.Group.ONE)));
            }
        }
    }

    private void shareChanges(WorkId work) {
        portal.bean(JdbcClient.class)
                .sql("update matching.match set share = :share where work = :work and tier <> 'CLOSELY'")
                .param("share", random.nextInt(21) / 20.0)
                .param("work", work.value())
                .update();
    }

    private Map<String, String> anything() {
        Map<String, String> query = new HashMap<>();
        maybe(query, "state", List.of("open", "no_licence", "unsure", "licensed", "not_mine", "all", "same_scene"));
        maybe(query, "site", List.of("north.example", "lake.org", "nowhere.example"));
        maybe(query, "work", works.stream().map(Object::toString).toList());
        maybe(query, "tier", List.of("certain", "closely"));
        maybe(query, "kind", List.of("business", "private"));
        maybe(query, "country", List.of("de", "AT"));
        maybe(query, "language", List.of("de", "en"));
        maybe(query, "score", List.of("2.5", "10"));
        maybe(query, "share", List.of("0.1", "0.25", "0.5", "0.75", "0.6"));
        maybe(query, "since", List.of("2020-01-01", "2090-01-01"));
        maybe(query, "by", List.of("person", "rule"));
        maybe(query, "q", List.of("jetty", "JETTY castle"));
        query.put("sort", one(List.of("worth", "newest", "score")));
        return query;
    }

    private void maybe(Map<String, String> query, String name, List<String> values) {
        if (random.nextInt(4) == 0) {
            query.put(name, one(values));
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static <T> List<T> all(Function<Optional<Asked.Place>, Stretch<T>> stretches) {
        List<T> all = new ArrayList<>();
        Optional<Asked.Place> after = Optional.empty();
        do {
            Stretch<T> stretch = stretches.apply(after);
            all.addAll(stretch.rows());
            after = stretch.next();
        } while (after.isPresent());
        return all;
    }

    private MatchRows rows() {
        return new MatchRows(portal).of(creator);
    }
}
