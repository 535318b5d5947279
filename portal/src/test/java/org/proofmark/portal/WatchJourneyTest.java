package org.proofmark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.matching.alerts.Receiver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole of it in one browser: a site is added and walked, matches come by themselves, are judged by keys, by a rule and taken
 * back, and are told by mail, to a program, to a feed reader and as a file. Nobody else sees any of it. With {@code
 * -Dproofmark.shots=FOLDER} each stage is kept as pictures, on a desk and a phone, light and dark.
 */
class WatchJourneyTest {
    private static final Path SAMPLES =
            Path.of("..", "samples").toAbsolutePath().normalize();
    private static final Optional<Path> SHOTS =
            Optional.ofNullable(System.getProperty("proofmark.shots")).map(Path::of);
    private static final GreenMail POST = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });

    @Test
    void fromAWatchedSiteToADecidedMatchAndToldToAll() throws Exception {
        HttpServer site = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                SAMPLES.resolve("site"),
                SimpleFileServer.OutputLevel.NONE);
        site.start();
        POST.start();
        try (TestPortal portal = TestPortal.start(Map.of(
                        "proofmark.private-networks", "true",
                        "proofmark.crawl.enabled", "true",
                        "proofmark.crawl.rest", "0s",
                        "proofmark.sender", "Proofmark <portal@example.org>",
                        "proofmark.address", "https://portal.example.org",
                        "spring.mail.host", "127.0.0.1",
                        "spring.mail.port", Integer.toString(POST.getSmtp().getPort())));
                Receiver receiver = new Receiver()) {
            Person kim = portal.person("Kim Example", Role.CREATOR);
            try (Chromium.Window window = Chromium.open(portal, Chromium.View.DESK, kim)) {
                Story story = new Story(portal, kim, window);
                story.photosAreRegistered();
                String secret = story.aProgramIsToBeTold(receiver);
                story.aSiteIsAdded("http://127.0.0.1:" + site.getAddress().getPort() + "/");
                story.matchesComeByThemselves();
                story.theProgramIsToldAtTheSecondTry(receiver, secret);
                story.threeAreJudgedAndOneIsTakenBack();
                story.aRuleIsLookedAtMadeAndEnded();
                story.aViewIsKept();
                story.aMailTellsWhatIsNew();
                story.aReaderFollows();
                story.allOfItIsTakenAway();
                window.nothingWentWrong();
            }
            nobodyElseSeesAnything(portal, kim);
        } finally {
            POST.stop();
            site.stop(0);
        }
    }

    private static void await(Callable<Boolean> what) throws Exception {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!what.call()) {
            assertThat(System.nanoTime()).as("within two minutes").isLessThan(until);
            Thread.sleep(100);
        }
    }

    private static void nobodyElseSeesAnything(TestPortal portal, Person kim) {
        Browser other = portal.signedIn(portal.person("Sasha Example", Role.CREATOR));
        String match = portal.bean(JdbcClient.class)
                .sql("select id from matching.match where holder = :holder limit 1")
                .param("holder", kim.holder().value())
                .query(String.class)
                .single();
        assertThat(other.get("/matches/" + match).status()).isEqualTo(404);
        for (String path : List.of("/inbox", "/inbox?state=all&view=list", "/sources", "/rules", "/views", "/alerts")) {
            assertThat(other.get(path).body()).as(path).doesNotContain("127.0.0.1", "Spices", "Shop", "Reader");
        }
        assertThat(other.get("/matches.csv").body().lines()).hasSize(1);
        assertThat(other.get("/api/v1/matches?state=all").body()).contains("\"matches\":[]");
    }

    /** The stages, in order. */
    private record Story(TestPortal portal, Person kim, Chromium.Window window) {
        private Page page() {
            return window.page();
        }

        private JdbcClient sql() {
            return portal.bean(JdbcClient.class);
        }

        private void keep(String name) {
            SHOTS.ifPresent(folder -> window.look(folder, name));
        }

        void photosAreRegistered() throws Exception {
            List<Path> photos;
            try (Stream<Path> all = Files.list(SAMPLES.resolve("photos"))) {
                photos = all.sorted().toList();
            }
            window.go("/upload");
            page().locator("form.drop input[type=file]").first().setInputFiles(photos.toArray(Path[]::new));
            await(() -> sql().sql("select count(*) from catalogue.work where holder = :holder")
                            .param("holder", kim.holder().value())
                            .query(Long.class)
                            .single()
                    == photos.size());
            window.go("/photos");
            assertThat(page().locator("main")).containsText(Integer.toString(photos.size()));
        }

        String aProgramIsToBeTold(Receiver receiver) {
            receiver.answers(503, "later");
            window.go("/alerts");
            page().locator("#name").fill("Shop");
            page().locator("#address").fill(receiver.address());
            page().locator("#webhooks form button").last().click();
            return page().locator("#secret").innerText().strip();
        }

        void aSiteIsAdded(String address) {
            window.go("/sources");
            keep("watch-1-no-source");
            page().locator(".head a.ink").first().click();
            page().locator("#addresses").fill(address);
            keep("watch-2-add");
            page().locator("form button.ink").first().click();
            page().waitForURL(url -> !url.endsWith("/new"));
        }

        void matchesComeByThemselves() throws Exception {
            await(() -> sql().sql("select count(*) from discovery.round where ended is not null")
                                    .query(Long.class)
                                    .single()
                            > 0
                    && sql().sql("select count(*) from discovery.image where state = 'NEW'")
                                    .query(Long.class)
                                    .single()
                            == 0
                    && open() >= 20);
            window.go("/sources");
            assertThat(page().locator("main")).containsText("127.0.0.1");
            window.go("/inbox");
            assertThat(page().locator("h1")).containsText("matches on 1 site");
            keep("watch-3-inbox");
        }

        private long open() {
            return sql().sql("select count(*) from matching.match where holder = :holder and open")
                    .param("holder", kim.holder().value())
                    .query(Long.class)
                    .single();
        }

        void theProgramIsToldAtTheSecondTry(Receiver receiver, String secret) throws Exception {
            String first = receiver.await(1).getFirst().body();
            await(() -> {
                sql().sql("update matching.delivery set next_try = now() where state = 'WAITING'")
                        .update();
                sql().sql("update matching.webhook set rests_until = now()").update();
                return receiver.calls().stream()
                                .filter(call -> call.body().equals(first))
                                .count()
                        == 2;
            });
            assertThat(first).contains("127.0.0.1");
            assertThat(receiver.calls()).allMatch(call -> call.signedBy(secret));
        }

        void threeAreJudgedAndOneIsTakenBack() {
            long before = open();
            window.go("/inbox");
            page().locator(".row .act a").first().click();
            Chromium.until(
                    page(),
                    "document.querySelector('match-queue')?.item && document.querySelector('[data-strip] .now')");
            keep("watch-4-review");
            page().keyboard().press("KeyP");
            Chromium.until(page(), "document.querySelector('image-compare .on-copy .dots').getAttribute('d')");
            keep("watch-4-points");
            page().keyboard().press("KeyP");
            Chromium.until(page(), "!document.querySelector('image-compare .on-copy .dots').getAttribute('d')");
            for (int i = 1; i <= 3; i++) {
                int many = i;
                page().waitForCondition(() -> {
                    page().keyboard().press("Digit" + many);
                    page().waitForTimeout(80);
                    return judged() >= many;
                });
            }
            page().keyboard().press("KeyZ");
            page().waitForCondition(() -> judged() == 2);
            assertThat(page().locator("[data-saved] span")).hasText("All saved");
            assertThat(open()).isEqualTo(before - 2);
        }

        private int judged() {
            return (int) page().evaluate("document.querySelector('match-queue').judged.length");
        }

        void aRuleIsLookedAtMadeAndEnded() {
            long before = open();
            page().keyboard().press("KeyR");
            page().locator("#rule input[value='licensed:own_site']").check();
            assertThat(page().locator("#rule [data-dry]")).containsText(Long.toString(before));
            assertThat(open()).as("looked at only").isEqualTo(before);
            keep("watch-5-rule");
            page().locator("#rule footer button").click();
            page().waitForCondition(() -> open() == 0);
            window.go("/rules");
            assertThat(page().locator("table")).containsText(Long.toString(before));
            keep("watch-6-rules");
            page().locator("table form button").click();
            page().waitForCondition(() -> open() == before);
        }

        void aViewIsKept() {
            window.go("/inbox?view=list&tier=certain");
            page().locator(".saved summary").click();
            page().locator("#view-name").fill("Surely mine");
            page().locator(".saved form button").click();
            assertThat(page().locator(".saved .chip")).hasText("Surely mine");
            page().locator(".saved .chip").click();
            assertThat(page().locator(".by nav [aria-current]")).hasText("List");
            keep("watch-7-view");
        }

        void aMailTellsWhatIsNew() throws Exception {
            window.go("/alerts");
            page().locator("#digest label.choice").first().click();
            page().locator("#digest button").click();
            assertThat(page().locator("#digest input[value=daily]")).isChecked();
            POST.setUser(kim.email(), kim.email(), "secret");
            sql().sql("update matching.match set found_at = now() - interval '1 hour'")
                    .update();
            sql().sql("update matching.digest set next_at = now(), told_until = now() - interval '1 day'")
                    .update();
            await(() -> !subjects().isEmpty());
            assertThat(subjects())
                    .singleElement()
                    .satisfies(subject -> assertThat(subject).contains("new matches on 1 site"));
        }

        private List<String> subjects() throws Exception {
            try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
                store.connect("127.0.0.1", POST.getImap().getPort(), kim.email(), "secret");
                Folder inbox = store.getFolder("INBOX");
                inbox.open(Folder.READ_ONLY);
                return Arrays.stream(inbox.getMessages()).map(Story::subject).toList();
            }
        }

        private static String subject(Message message) {
            try {
                return message.getSubject();
            } catch (jakarta.mail.MessagingException broken) {
                throw new IllegalStateException(broken);
            }
        }

        void aReaderFollows() {
            window.go("/alerts");
            page().locator("#feed-name").fill("Reader");
            page().locator("#feeds form.alert-form button").click();
            String address = page().locator("#feed-address").innerText().strip();
            Browser reader = portal.browser();
            Browser.Answer feed = reader.get(address.replaceFirst("^https?://[^/]+", ""));
            assertThat(feed.status()).isEqualTo(200);
            assertThat(feed.body()).contains("<entry>", "127.0.0.1");
            keep("watch-8-alerts");
        }

        void allOfItIsTakenAway() throws Exception {
            long all = sql().sql("select count(*) from matching.match where holder = :holder")
                    .param("holder", kim.holder().value())
                    .query(Long.class)
                    .single();
            window.go("/inbox?state=all");
            assertThat(taken("csv").lines()).hasSize((int) all + 1);
            assertThat(taken("json")).contains("127.0.0.1");
        }

        private String taken(String ending) throws Exception {
            Download file = page().waitForDownload(() ->
                    page().locator(".saved .out a[href*='." + ending + "']").click());
            return Files.readString(file.path());
        }
    }
}
