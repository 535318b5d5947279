package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.OwnSite;
import org.proofmark.portal.Pictures;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.Registered;
import org.proofmark.portal.discovery.Watching.Shown;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.Matches;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.render.RenderSettings;

/** Pages as a browser shows them: built where it is asked for, and pictured where a copy was found. Without one, skipped. */
class RenderedSourcesTest {
    private static final TestPortal PORTAL = TestPortal.start(Watching.HERE);

    private final Watching watching = new Watching(PORTAL);
    private final OwnSite site = new OwnSite();

    @BeforeAll
    static void thereIsABrowser() {
        Optional<String> missing = org.proofmark.scout.render.Browser.missing(RenderSettings.standard());
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @AfterAll
    static void closePortal() {
        PORTAL.close();
    }

    /** The server says truly that the page itself is as it was; what its script shows is not. */
    @Test
    void whatScriptsShowIsSeenOnlyWhereABrowserBuildsThePageAndEachTimeAnew() {
        site.with("/robots.txt", "text/plain", "User-agent: *\nDisallow: /hidden\n")
                .with("/app", "text/html", """
                    <title>App</title><img src="/plain.jpg" alt="plain"><div id="here"></div><script>
                    const show = (code, alt) => { const image = new Image(); image.src = atob(code); image.alt = alt; here.append(image); };
                    show('%s', 'hidden');
                    const link = document.createElement('a'); link.href = '/' + 'elsewhere'; here.append(link);
                    fetch('/latest').then(answer => answer.text()).then(code => show(code, 'latest'));</script>\
                    """.formatted(code("/hidden/x.jpg")), "ETag", "\"1\"")
                .with("/latest", "text/plain", code("/first.jpg"))
                .with("/plain.jpg", Pictures.jpeg(1091))
                .with("/first.jpg", Pictures.jpeg(1092))
                .with("/second.jpg", Pictures.jpeg(1093));
        String page = site.address("/app");
        Shown plain = Shown.of(page, Way.IMG, site.address("/plain.jpg"), 1091);
        Shown first = Shown.of(page, Way.IMG, site.address("/first.jpg"), 1092);
        Shown second = Shown.of(page, Way.IMG, site.address("/second.jpg"), 1093);
        Shown hidden = new Shown(page, Way.IMG, site.address("/hidden/x.jpg"), Optional.empty(), false);
        SourceId id = watching.add(Source.Kind.PAGE, page);
        watching.walk(id, 1);
        assertThat(watching.shown(id)).containsExactly(plain);
        assertThat(site.asked()).containsExactlyInAnyOrder("/robots.txt", "/app", "/plain.jpg");

        site.forget();
        Source there = watching.sources.find(watching.kim, id);
        watching.sources.change(
                watching.kim, id, new Source.Wish(Duration.ofDays(1), 10, 0, true, false), there.version());
        Round built = watching.walkAgain(id);
        assertThat(watching.shown(id)).containsExactlyInAnyOrder(plain, first, hidden);
        assertThat(built)
                .returns("", Round::trouble)
                .returns(1L, Round::documents)
                .returns(2L, Round::images);
        assertThat(site.asked()).containsOnlyOnce("/app", "/latest", "/first.jpg");
        assertThat(site.asked()).doesNotContain("/hidden/x.jpg", "/elsewhere");
        assertThat(watching.missed(id)).containsExactly("ROBOTS " + site.address("/hidden/x.jpg"));

        site.with("/latest", "text/plain", code("/second.jpg"));
        watching.walkAgain(id);
        assertThat(watching.shown(id)).containsExactlyInAnyOrder(plain, first.isGone(), second, hidden);
    }

    /** So that no address stands in the page before its script ran. */
    private static String code(String path) {
        return Base64.getEncoder().encodeToString(path.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void thePageOfAMatchIsPicturedForThoseWhoSeeTheMatch() throws Exception {
        Registered.work(PORTAL, watching.kim, 1095);
        site.with("/robots.txt", "text/plain", "User-agent: *\nDisallow: /hidden\n")
                .with("/show", "text/html", """
                    <title>Show</title><body style="margin: 0; background: #0a7d32"><img src="/copy.jpg" width="480">
                    <img src="/hidden/logo.png"><a href="/elsewhere">more</a>\
                    """)
                .with("/copy.jpg", Registered.copy(1095));
        watching.walk(watching.add(Source.Kind.PAGE, site.address("/show")), 1);
        Watching.await(() -> !found().isEmpty(), () -> "a match of " + site.address("/show"));
        Match match = assertThat(found()).singleElement().actual();
        String picture = "/matches/" + match.id() + "/page";
        Browser browser = PORTAL.signedIn(watching.person);
        Watching.await(
                () -> PORTAL.bean(PageShots.class).of(site.address("/show")).isPresent(),
                () -> "a picture of " + site.address("/show"));

        BufferedImage shot = ImageIO.read(new ByteArrayInputStream(browser.bytes("GET", picture)));
        assertThat(shot.getWidth()).isEqualTo(1280);
        assertThat(shot.getRGB(1270, 1000) & 0xFFFFFF).isEqualTo(0x0A7D32);
        assertThat(colours(shot)).as("colours where the copy stands").isGreaterThan(1_000);
        Browser.Answer answer = browser.get(picture);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/png");
        assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
        assertThat(browser.get("/api/v1/matches/" + match.id()).body()).contains('"' + picture + '"');
        assertThat(PORTAL.signedIn(PORTAL.person(Role.CREATOR)).get(picture).status())
                .isEqualTo(404);
        assertThat(site.asked("/show")).isEqualTo(2);
        assertThat(site.asked()).doesNotContain("/hidden/logo.png", "/elsewhere");
    }

    private List<Match> found() {
        return PORTAL.bean(Matches.class)
                .look(watching.kim, Asked.of(Map.of("state", "all")), Optional.empty(), 10)
                .rows();
    }

    private static long colours(BufferedImage shot) {
        return java.util.Arrays.stream(shot.getRGB(0, 0, 480, 315, null, 0, 480))
                .distinct()
                .count();
    }
}
