package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.portal.matching.compare.Idle.idle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.OwnSite;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.Registered;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.Given;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.Matches;
import org.proofmark.portal.matching.News;
import org.proofmark.portal.matching.Place;
import org.proofmark.portal.matching.Tally;
import org.proofmark.portal.matching.Verdict;
import org.proofmark.portal.matching.Verdicts;
import org.proofmark.portal.matching.Worth;
import org.proofmark.portal.matching.compare.Comparer;

/** A site that is walked again and is another by then: what was found on it before says so, though page and picture are as they were. */
class ChangedSitesTest {
    private static final TestPortal PORTAL = idle(TestPortal.start(Watching.HERE));
    private static final int SEED = 8_801;

    private final Watching watching = new Watching(PORTAL);
    private final Comparer comparer = PORTAL.bean(Comparer.class);
    private final Matches matches = PORTAL.bean(Matches.class);
    private final OwnSite site = new OwnSite();

    @AfterEach
    void closeSite() {
        site.close();
    }

    @AfterAll
    static void closePortal() {
        PORTAL.close();
    }

    @Test
    void aPrivateSiteWhoseImprintNamesAFirmLaterIsAskedAboutAgain() throws IOException {
        Registered.work(PORTAL, watching.kim, SEED);
        site.with("/", "text/html", stating("""
                {"@type": "Person", "name": "Kim"}</script><a href="/imprint">Imprint</a><a href="/walks">Walks</a>
                """))
                .with("/walks", "text/html", page("a jetty"))
                .with("/imprint", "text/html", "<p>Nobody yet</p>")
                .with("/jetty.jpg", Registered.copy(SEED));
        SourceId id = watching.add(Source.Kind.SITE, site.address("/"));
        watching.walk(id, 1);
        all();
        Match before = only();
        assertThat(before.kind()).isEqualTo(SiteFacts.Kind.PRIVATE);
        assertThat(before.country()).isEmpty();
        assertThat(PORTAL.bean(Verdicts.class)
                        .give(
                                watching.kim,
                                List.of(new Given(
                                        UUID.randomUUID(),
                                        before.id(),
                                        Optional.of(Verdict.NO_LICENCE),
                                        Optional.empty(),
                                        Given.Group.ONE)))
                        .refused())
                .isEmpty();
        watching.walkAgain(id);
        all();
        assertThat(only().open()).as("nothing changed").isFalse();

        site.with("/imprint", "text/html", stating("""
                {"@type": "PostalAddress", "addressCountry": "AT"}</script><p>Jetty Walks GmbH</p>
                """));
        watching.walkAgain(id);
        all();

        Match after = only();
        assertThat(after.news()).contains(News.COMMERCIAL);
        assertThat(after.verdict()).contains(Verdict.NO_LICENCE);
        assertThat(after.kind()).isEqualTo(SiteFacts.Kind.BUSINESS);
        assertThat(after.country()).contains("AT");
        assertThat(after.worth().minorUnits())
                .isEqualTo(Math.round(before.worth().minorUnits() / .15));
        assertThat(matches.factors(watching.kim, List.of(after.id())).get(after.id()))
                .extracting(Worth.Factor::what)
                .endsWith("kind.BUSINESS");
        assertThat(matches.counts(watching.kim, Asked.of(Map.of("kind", "business", "country", "AT"))))
                .isEqualTo(new Tally.Counts(1, 0, 0, 0, 0, 0));
        assertThat(matches.counts(watching.kim, Asked.of(Map.of("kind", "private"))))
                .isEqualTo(new Tally.Counts(0, 0, 0, 0, 0, 0));

        site.with("/walks", "text/html", page("a pier in winter"));
        Place told = matches.places(watching.kim, after.id()).getFirst();
        watching.walkAgain(id);
        comparer.daily();
        Place now = matches.places(watching.kim, after.id()).getFirst();
        assertThat(told.alt()).isEqualTo("a jetty");
        assertThat(now.alt()).isEqualTo("a pier in winter");
        assertThat(now.lastSeen()).isAfter(told.lastSeen());
        assertThat(now.firstSeen()).isEqualTo(told.firstSeen());
        assertThat(matches.ids(watching.kim, Asked.of(Map.of("state", "all", "q", "pier winter"))))
                .containsExactly(after.id());

        site.with("/walks", "text/html", "<p>No picture any more</p>");
        watching.walkAgain(id);
        comparer.daily();
        assertThat(matches.places(watching.kim, after.id())).allMatch(Place::gone);
        assertThat(only().gone()).isTrue();
    }

    /** As bytes, in which nothing stands for the address. */
    private static byte[] stating(String page) {
        return ("<script type=\"application/ld+json\">" + page).getBytes(StandardCharsets.UTF_8);
    }

    private static String page(String alt) {
        return "<title>Ten walks</title><img src=\"/jetty.jpg\" alt=\"%s\">".formatted(alt);
    }

    private void all() throws IOException {
        while (comparer.step() || comparer.waiting() > 0) {
            Thread.onSpinWait();
        }
    }

    private Match only() {
        return assertThat(matches.look(watching.kim, Asked.of(Map.of("state", "all")), Optional.empty(), 10)
                        .rows())
                .singleElement()
                .actual();
    }
}
