package org.proofmark.portal.matching.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchRows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Digests as they arrive: sent by SMTP to a real server, read from it by IMAP. */
class DigestsTest {
    private static final GreenMail POST = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private static TestPortal portal = TestPortal.shared();

    private final Person kim = portal.person("Kim Example", Role.CREATOR);
    private final SignedIn me = kim.signedIn();
    private final Digests digests = portal.bean(Digests.class);
    private final JdbcClient sql = portal.bean(JdbcClient.class);

    @BeforeAll
    static void start() {
        POST.start();
        portal = TestPortal.start(Map.of(
                "proofmark.sender", "Proofmark <portal@example.org>",
                "proofmark.address", "https://portal.example.org",
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", Integer.toString(POST.getSmtp().getPort())));
    }

    @AfterAll
    static void stop() {
        portal.close();
        POST.stop();
    }

    /** What arrived, read as a mail program reads it. */
    private record Letter(String subject, Map<String, String> headers, String text, String html) {}

    private void wantedSince(Every every, Duration ago) {
        digests.want(me, Optional.of(every));
        sql.sql("""
                        update matching.digest set next_at = now(), told_until = now() - make_interval(secs => :ago)
                        where person = :person
                        """)
                .param("ago", ago.toSeconds())
                .param("person", kim.id().value())
                .update();
    }

    private MatchId match(String site) {
        MatchId id = new MatchRows(portal).of(me).site(site).insert();
        sql.sql("update matching.match set found_at = now() - interval '1 hour' where id = :id")
                .param("id", id.value())
                .update();
        return id;
    }

    private List<Letter> awaited(int many) throws Exception {
        POST.setUser(kim.email(), kim.email(), "secret");
        List<Letter> letters = List.of();
        Instant end = Instant.now().plusSeconds(25);
        while (letters.size() < many && Instant.now().isBefore(end)) {
            Thread.sleep(200);
            letters = letters();
        }
        assertThat(letters).hasSize(many);
        return letters;
    }

    private List<Letter> letters() throws MessagingException, IOException {
        Properties properties = new Properties();
        try (Store store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", POST.getImap().getPort(), kim.email(), "secret");
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            List<Letter> letters = new ArrayList<>();
            for (Message message : inbox.getMessages()) {
                letters.add(new Letter(
                        message.getSubject(),
                        Map.of(
                                "List-Unsubscribe", header(message, "List-Unsubscribe"),
                                "List-Unsubscribe-Post", header(message, "List-Unsubscribe-Post"),
                                "Message-ID", header(message, "Message-ID")),
                        part(message, "text/plain"),
                        part(message, "text/html")));
            }
            return letters;
        }
    }

    private static String header(Message message, String name) throws MessagingException {
        String[] values = message.getHeader(name);
        return values == null ? "" : String.join("|", values).replaceAll("\\s+", "");
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        StringBuilder found = new StringBuilder();
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                found.append(part(parts.getBodyPart(i), type));
            }
        }
        return found.toString();
    }

    /** A source of this holder's and a walk over it that ended. */
    private void walked(int ago, String trouble) {
        UUID source = UUID.randomUUID();
        sql.sql("""
                        insert into discovery.source (id, kind, identity, scope, name, addresses, every_seconds, max_pages,
                            max_depth, render, everyones, made_by, made_at, next_round)
                        values (:id, 'SITE', :identity, 'a', 'lakes.example', '{}', 86400, 10, 1, false, false, :id, now(),
                            now() + interval '1 day')
                        """).param("id", source).param("identity", source.toString()).update();
        sql.sql("""
                        insert into discovery.watch (source, holder, person, since, every_seconds, max_pages, max_depth, render)
                        values (:id, :holder, :person, now(), 86400, 10, 1, false)
                        """)
                .param("id", source)
                .param("holder", me.holder().value())
                .param("person", kim.id().value())
                .update();
        sql.sql("""
                        insert into discovery.round (source, number, started, told, ended, documents, images, pictures, trouble)
                        values (:id, 1, now() - interval '1 day', now(), now() - make_interval(mins => :ago), 340, 1240, 310, :trouble)
                        """)
                .param("id", source)
                .param("ago", ago)
                .param("trouble", trouble)
                .update();
    }

    @Test
    void tellsWhatIsNewAsTextAndAsHtml() throws Exception {
        walked(30, "");
        match("north.example");
        match("north.example");
        match("<i>south</i>.example");
        wantedSince(Every.DAILY, Duration.ofDays(1));
        digests.tell();
        Letter letter = awaited(1).getFirst();
        assertThat(letter.subject()).isEqualTo("Proofmark: 3 new matches on 2 sites");
        assertThat(letter.text())
                .contains("3 new matches since", "north.example: 2 matches of 2 photos, worth about €520")
                .contains("https://portal.example.org/review/north.example")
                .contains("In all, 3 matches wait for your verdict.")
                .contains("1 of 1 source finished: 340 pages, 1,240 pictures, 310 of them never seen before.");
        assertThat(letter.html())
                .contains("<html lang=\"en\">", "north.example", "href=\"https://portal.example.org/inbox\"")
                .contains("&lt;i&gt;south&lt;/i&gt;.example")
                .doesNotContain("<i>south", "<script", "src=");
        assertThat(letter.headers().get("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    }

    /** A use that changed is told in the digest of its time, on its site, and not in the next ones. */
    @Test
    void aUseThatChangedIsNews() throws Exception {
        MatchId decided = match("north.example");
        sql.sql("""
                        update matching.match set verdict = 'NO_LICENCE', decided_by = 'PERSON', news = 'COMMERCIAL',
                            found_at = now() - interval '30 days', decided_at = now() - interval '29 days',
                            changed_at = now() - interval '1 hour' where id = :id
                        """).param("id", decided.value()).update();
        walked(30, "");
        wantedSince(Every.DAILY, Duration.ofDays(1));
        digests.tell();
        Letter letter = awaited(1).getFirst();
        assertThat(letter.subject()).isEqualTo("Proofmark: 1 use you had decided has changed");
        assertThat(letter.text())
                .contains("but 1 use you had decided changed and should be looked at again")
                .contains("north.example: 1 match of 1 photo")
                .containsOnlyOnce("you had decided");
        sql.sql(
                        "update matching.digest set next_at = now(), told_until = now() - interval '10 minutes' where person = :p")
                .param("p", kim.id().value())
                .update();
        digests.tell();
        assertThat(awaited(2)).extracting(Letter::subject).anyMatch(subject -> subject.contains("could be looked at"));
        match("south.example");
        wantedSince(Every.DAILY, Duration.ofDays(1));
        digests.tell();
        assertThat(awaited(3))
                .extracting(Letter::subject)
                .contains("Proofmark: 1 new match and 1 changed use on 2 sites");
    }

    @Test
    void nothingNewIsTold() throws Exception {
        walked(30, "");
        wantedSince(Every.DAILY, Duration.ofDays(1));
        digests.tell();
        Letter letter = awaited(1).getFirst();
        assertThat(letter.subject()).isEqualTo("Proofmark: nothing new in 1,240 pictures looked at");
        assertThat(letter.text()).contains("Nothing new since", "1,240 pictures", "No match waits for your verdict.");
    }

    @Test
    void nothingLookedAtIsNotNothingNew() throws Exception {
        walked(60 * 24 * 3, "");
        wantedSince(Every.DAILY, Duration.ofDays(1));
        digests.tell();
        Letter letter = awaited(1).getFirst();
        assertThat(letter.subject()).isEqualTo("Proofmark: nothing could be looked at");
        assertThat(letter.text()).contains("means nothing this time", "0 of 1 source finished");
    }

    @Test
    void aSourceInTroubleIsNamed() throws Exception {
        walked(30, "no such name");
        wantedSince(Every.DAILY, Duration.ofDays(1));
        digests.tell();
        assertThat(awaited(1).getFirst().text()).contains("Trouble with: lakes.example.");
    }

    @Test
    void speaksItsReadersLanguageInTheReadersZone() throws Exception {
        portal.bean(People.class).describe(me, "Kim", "de", "Pacific/Auckland");
        match("north.example");
        wantedSince(Every.WEEKLY, Duration.ofDays(7));
        digests.tell();
        Letter letter = awaited(1).getFirst();
        assertThat(letter.subject()).isEqualTo("Proofmark: 1 neuer Fund auf 1 Website");
        assertThat(letter.text())
                .contains("1 neuer Fund seit", "Insgesamt wartet 1 Fund auf Ihr Urteil.")
                .doesNotContain("match");
        Instant next = digests.of(me).orElseThrow().next();
        assertThat(next.atZone(ZoneId.of("Pacific/Auckland")))
                .satisfies(moment -> assertThat(moment.getHour()).isEqualTo(7))
                .satisfies(moment -> assertThat(moment.getDayOfWeek()).isEqualTo(java.time.DayOfWeek.MONDAY));
    }

    @Test
    void isSentOnceHoweverManyProcessesThereAre() throws Exception {
        match("north.example");
        wantedSince(Every.DAILY, Duration.ofDays(1));
        CountDownLatch all = new CountDownLatch(1);
        List<Thread> processes = IntStream.range(0, 8)
                .mapToObj(number -> Thread.ofVirtual().start(() -> {
                    try {
                        all.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    digests.tell();
                }))
                .toList();
        all.countDown();
        for (Thread process : processes) {
            process.join();
        }
        awaited(1);
        Thread.sleep(3_000);
        assertThat(letters()).hasSize(1);
    }

    @Test
    void theSecondTellsOnlyWhatIsNewSinceTheFirst() throws Exception {
        match("north.example");
        wantedSince(Every.DAILY, Duration.ofDays(1));
        digests.tell();
        assertThat(awaited(1).getFirst().subject()).contains("1 new match");
        sql.sql(
                        "update matching.digest set next_at = now(), told_until = now() - interval '10 minutes' where person = :p")
                .param("p", kim.id().value())
                .update();
        digests.tell();
        assertThat(awaited(2))
                .extracting(Letter::subject)
                .anyMatch(subject -> subject.contains("no source is watched"));
        assertThat(awaited(2))
                .extracting(letter -> letter.headers().get("Message-ID"))
                .doesNotHaveDuplicates();
    }

    @Test
    void oneCallFromTheMailProgramEndsIt() throws Exception {
        wantedSince(Every.DAILY, Duration.ofDays(1));
        digests.tell();
        String link = java.util.Objects.requireNonNull(
                        awaited(1).getFirst().headers().get("List-Unsubscribe"))
                .replaceAll("[<>]", "");
        assertThat(link).startsWith("https://portal.example.org/unsubscribe/");
        String path = URI.create(link).getPath();
        Browser nobody = portal.browser();
        assertThat(nobody.get(path).status()).isEqualTo(200);
        assertThat(digests.of(me)).as("looking ends nothing").isPresent();
        Browser.Answer ended = nobody.post(path, "List-Unsubscribe", "One-Click");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(digests.of(me)).isEmpty();
        assertThat(portal.browser()
                        .post(path + "x", "List-Unsubscribe", "One-Click")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoNoLongerActsForTheHolderIsToldNothing() throws Exception {
        wantedSince(Every.DAILY, Duration.ofDays(1));
        sql.sql("update matching.digest set holder = :other where person = :person")
                .param("other", UUID.randomUUID())
                .param("person", kim.id().value())
                .update();
        digests.tell();
        assertThat(sql.sql("select count(*) from matching.digest where person = :person")
                        .param("person", kim.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select count(*) from platform.mail where recipient = :to")
                        .param("to", kim.email())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aMorningIsAMorningAlsoWhenClocksChange() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant before = Instant.parse("2026-10-24T20:00:00Z");
        assertThat(Every.DAILY.after(before, berlin)).isEqualTo(Instant.parse("2026-10-25T06:00:00Z"));
        assertThat(Every.WEEKLY.after(before, berlin)).isEqualTo(Instant.parse("2026-10-26T06:00:00Z"));
        assertThat(Every.WEEKLY.after(Instant.parse("2026-10-26T06:00:00Z"), berlin))
                .isEqualTo(Instant.parse("2026-11-02T06:00:00Z"));
    }
}
