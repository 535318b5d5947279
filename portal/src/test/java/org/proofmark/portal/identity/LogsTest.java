package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.alerts.FeedId;
import org.proofmark.portal.matching.alerts.Feeds;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Whatever opens something stays out of the log, where much goes wrong and where we look closely. */
class LogsTest {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final PostBox post = new PostBox();
    private final TestPortal portal = TestPortal.start(Map.of(
            "proofmark.sign-up", "open",
            "proofmark.sender", "portal@example.org",
            "proofmark.address", "https://portal.example.org",
            "spring.mail.host", "127.0.0.1",
            "spring.mail.port", Integer.toString(post.port())));

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(
                new OutputStream() {
                    @Override
                    public synchronized void write(int sign) {
                        logged.write(sign);
                        before.write(sign);
                    }
                },
                true,
                StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setErr(before);
        portal.bean(LoggingSystem.class).setLogLevel("org.proofmark", LogLevel.INFO);
        portal.close();
        post.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = LogLevel.class,
            names = {"INFO", "DEBUG"})
    void nothingThatOpensAnythingIsLogged(LogLevel level) throws InterruptedException {
        portal.bean(LoggingSystem.class).setLogLevel("org.proofmark", level);
        LoggerFactory.getLogger("org.proofmark.portal").debug("it is looked at closely");
        links();
        codesAndSessions();
        keysAndFeeds();
        mailThatIsNotTaken();
        String log = logged.toString(StandardCharsets.UTF_8);
        assertThat(log.contains("it is looked at closely")).isEqualTo(level == LogLevel.DEBUG);
        assertThat(log).contains("was not taken");
        assertThat(secrets).hasSizeGreaterThan(12).allSatisfy((what, secret) -> {
            assertThat(secret).as(what).hasSizeGreaterThan(5);
            assertThat(log).as(what).doesNotContain(secret);
        });
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String mailed(String to, String begins) throws InterruptedException {
        String path = post.await(to, "https://portal\\.example\\.org(" + begins + "[A-Za-z0-9_-]*)");
        secrets.put(begins + " by mail", last(path));
        return path;
    }

    private void links() throws InterruptedException {
        String start = last(portal.startLink()); // as long as there is no administrator
        secrets.put("start", start);
        portal.browser().get("/start/" + start);
        secrets.put("password", TestPortal.PASSWORD);
        secrets.put("password in a form", TestPortal.PASSWORD.replace(' ', '+'));
        Browser browser = portal.browser();
        browser.get("/sign-up");
        browser.post("/sign-up", "name", "Kim", "email", "kim@example.org", "password", TestPortal.PASSWORD);
        String link = mailed("kim@example.org", "/sign-up/");
        browser.get(link);
        browser.post(link, "password", "not the password");
        browser.post(link, "password", TestPortal.PASSWORD);
        browser.post(link, "password", TestPortal.PASSWORD);
        Browser forgetful = portal.browser();
        forgetful.get("/sign-in/forgotten");
        forgetful.post("/sign-in/forgotten", "email", "kim@example.org");
        String forgotten = mailed("kim@example.org", "/password/");
        forgetful.get(forgotten);
        forgetful.post(forgotten, "password", "short");
        Person administrator = portal.person(Role.ADMINISTRATOR);
        Browser administers = portal.signedIn(administrator);
        administers.get("/people");
        administers.post("/people/invitations", "email", "guest@example.org", "role", "CREATOR");
        String invitation = mailed("guest@example.org", "/join/");
        portal.browser().send("POST", invitation, BodyPublishers.ofString("name=x"), "Content-Type", "text/plain");
        portal.browser().get(invitation + "?x=%00");
    }

    private void codesAndSessions() {
        Person person = portal.person(Role.CREATOR);
        Browser browser = portal.signedIn(person);
        secrets.put("session", browser.cookie("session"));
        secrets.put("session, as its row names it", plain(browser.cookie("session")));
        secrets.put("token of a form", browser.token());
        Authenticator app = Authenticator.setUp(browser);
        secrets.put("secret of codes", app.secret());
        secrets.put("recovery code", app.recoveryCodes().getFirst());
        Browser again = portal.browser();
        again.get("/sign-in");
        again.post("/sign-in", "email", person.email(), "password", "wrong-but-secret-all-the-same");
        secrets.put("wrong password", "wrong-but-secret-all-the-same");
        again.post("/sign-in", "email", person.email(), "password", TestPortal.PASSWORD);
        again.get("/sign-in/code");
        again.post("/sign-in/code", "code", app.recoveryCodes().getFirst());
        secrets.put("second session", again.cookie("session"));
        again.postJson("/api/v1/me/password", "{\"password\":\"" + TestPortal.PASSWORD + "\",\"fresh\":7}");
        again.postJson("/api/v1/me/totp", "{\"password\":\"" + TestPortal.PASSWORD + "\"");
    }

    private static String plain(String cookie) {
        return new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8);
    }

    private void keysAndFeeds() {
        Person person = portal.person(Role.CREATOR);
        String key = portal.bean(Keys.class)
                .make(
                        person.signedIn(),
                        new KeyId(UUID.randomUUID()),
                        "shop",
                        Set.copyOf(Arrays.asList(Scope.values())),
                        Optional.empty());
        secrets.put("API key", key);
        String feed = portal.bean(Feeds.class)
                .make(person.signedIn(), new FeedId(UUID.randomUUID()), "Reader", Asked.parse(""))
                .secret()
                .orElseThrow();
        secrets.put("address of a feed", feed);
        Browser program = portal.browser();
        String[] bearer = {"Authorization", "Bearer " + key};
        program.get("/api/v1/works", bearer);
        program.get("/api/v1/works?limit=" + key, bearer);
        program.get("/api/v1/works", "Authorization", "Bearer " + key + "x");
        program.get("/feeds/" + feed);
        program.send("DELETE", "/feeds/" + feed, BodyPublishers.noBody());
        String unread = "pm_" + "B".repeat(43);
        secrets.put("key that opens nothing", unread);
        program.get("/api/v1/works", "Authorization", "Bearer " + unread);
        upload(program, key);
    }

    /** By tus, with a key: a part of a file, one part too far, and one that is not what it says. */
    private static void upload(Browser program, String key) {
        Browser.Answer begun = program.send(
                "POST",
                "/api/v1/uploads",
                BodyPublishers.noBody(),
                "Authorization",
                "Bearer " + key,
                "Tus-Resumable",
                "1.0.0",
                "Upload-Length",
                "6",
                "Upload-Metadata",
                "filename YS5qcGc=");
        assertThat(begun.status()).isEqualTo(201);
        for (String offset : new String[] {"0", "2", "3"}) {
            program.send(
                    "PATCH",
                    begun.leadsTo(),
                    BodyPublishers.ofString("abc"),
                    "Authorization",
                    "Bearer " + key,
                    "Tus-Resumable",
                    "1.0.0",
                    "Upload-Offset",
                    offset,
                    "Content-Type",
                    "application/offset+octet-stream");
        }
    }

    /** A mail holds a link; that its server is gone is told without it. */
    private void mailThatIsNotTaken() throws InterruptedException {
        post.close();
        Browser browser = portal.browser();
        browser.get("/sign-in/forgotten");
        browser.post("/sign-in/forgotten", "email", portal.person(Role.CREATOR).email());
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!logged.toString(StandardCharsets.UTF_8).contains("was not taken")) {
            assertThat(System.nanoTime()).as("it is told within half a minute").isLessThan(end);
            Thread.sleep(100);
        }
        portal.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select body from platform.mail")
                .query(String.class)
                .list()
                .forEach(body -> secrets.put(
                        "in a mail that waits",
                        last(body.strip()
                                .lines()
                                .filter(line -> line.startsWith("https://"))
                                .findFirst()
                                .orElseThrow())));
    }
}
