package org.proofmark.portal.matching.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchRows;
import org.proofmark.portal.platform.Blobs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Feeds as readers read them: without an account, by their address alone. */
class FeedsTest {
    private static final TestPortal PORTAL = TestPortal.shared();
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final Person kim = PORTAL.person("Kim Example", Role.CREATOR);
    private final SignedIn me = kim.signedIn();
    private final Feeds feeds = PORTAL.bean(Feeds.class);

    private String feed(String query) {
        return "/feeds/"
                + feeds.make(me, new FeedId(UUID.randomUUID()), "Mine & more", Asked.parse(query))
                        .secret()
                        .orElseThrow();
    }

    private static Document read(Browser.Answer answer) throws Exception {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/atom+xml");
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        return parsers.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Element in, String name) {
        NodeList found = in.getElementsByTagNameNS(ATOM, name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    @Test
    void isAtomWithEveryThingItNeeds() throws Exception {
        MatchId match = new MatchRows(PORTAL)
                .of(me)
                .title("<script>alert(1)</script>\u0007 & \"more\"")
                .insert();
        Document feed = read(PORTAL.browser().get(feed("")));
        Element root = feed.getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo(ATOM);
        assertThat(root.getLocalName()).isEqualTo("feed");
        assertThat(text(root, "id")).startsWith("urn:uuid:");
        assertThat(text(root, "title")).endsWith("Mine & more");
        OffsetDateTime.parse(text(root, "updated"));
        assertThat(text(root, "name")).isNotEmpty();
        NodeList entries = root.getElementsByTagNameNS(ATOM, "entry");
        assertThat(entries.getLength()).isEqualTo(1);
        Element entry = (Element) entries.item(0);
        assertThat(text(entry, "id")).isEqualTo("urn:uuid:" + match);
        OffsetDateTime.parse(text(entry, "updated"));
        assertThat(text(entry, "content"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "44%")
                .doesNotContain("<script>");
    }

    @Test
    void showsTheNewestFirstAndOnlyWhatWasAsked() throws Exception {
        new MatchRows(PORTAL).of(me).site("south.example").insert();
        MatchId older = new MatchRows(PORTAL).of(me).site("north.example").insert();
        MatchId oldest = new MatchRows(PORTAL).of(me).site("north.example").insert();
        NodeList entries = read(PORTAL.browser().get(feed("site=north.example")))
                .getDocumentElement()
                .getElementsByTagNameNS(ATOM, "entry");
        assertThat(entries.getLength()).isEqualTo(2);
        assertThat(text((Element) entries.item(0), "id")).endsWith(older.toString());
        assertThat(text((Element) entries.item(1), "id")).endsWith(oldest.toString());
    }

    @Test
    void aUseThatChangedIsOneMoreEntryAndTheFirst() throws Exception {
        MatchRows rows = new MatchRows(PORTAL).of(me);
        rows.insert();
        MatchId decided = rows.insert();
        String address = feed("state=all");
        assertThat(ids(address)).last().isEqualTo("urn:uuid:" + decided);
        PORTAL.bean(JdbcClient.class).sql("""
                        update matching.match set verdict = 'NO_LICENCE', decided_by = 'PERSON', decided_at = now(), news = 'PAGE',
                            changed_at = now() where id = :id
                        """).param("id", decided.value()).update();
        assertThat(ids(address)).hasSize(2).doesNotContain("urn:uuid:" + decided);
        Document feed = read(PORTAL.browser().get(address));
        Element first = (Element) feed.getElementsByTagNameNS(ATOM, "entry").item(0);
        assertThat(text(first, "title")).endsWith("the use changed");
        assertThat(text(first, "content")).contains("On further pages since you judged it");
        assertThat(text(feed.getDocumentElement(), "updated")).isEqualTo(text(first, "updated"));
    }

    private static List<String> ids(String address) throws Exception {
        NodeList entries = read(PORTAL.browser().get(address)).getElementsByTagNameNS(ATOM, "entry");
        return IntStream.range(0, entries.getLength())
                .mapToObj(number -> text((Element) entries.item(number), "id"))
                .toList();
    }

    @Test
    void isNotSentAgainUnchanged() {
        String address = feed("");
        String tag = PORTAL.browser().get(address).header("ETag");
        assertThat(PORTAL.browser().get(address, "If-None-Match", tag).status()).isEqualTo(304);
        new MatchRows(PORTAL).of(me).insert();
        assertThat(PORTAL.browser().get(address, "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void aRenewedFeedIsOnlyAtItsNewAddress() {
        FeedId id = new FeedId(UUID.randomUUID());
        String first =
                feeds.make(me, id, "Mine", Asked.EVERYTHING_OPEN).secret().orElseThrow();
        String second = feeds.renew(me, id);
        assertThat(PORTAL.browser().get("/feeds/" + first).status()).isEqualTo(404);
        assertThat(PORTAL.browser().get("/feeds/" + second).status()).isEqualTo(200);
        feeds.delete(me, id);
        assertThat(PORTAL.browser().get("/feeds/" + second).status()).isEqualTo(404);
    }

    @Test
    void theAddressIsShownOnceAndKeptAsADigest() {
        Browser browser = PORTAL.signedIn(kim);
        browser.get("/alerts");
        Browser.Answer made = browser.post("/alerts/feeds", "name", "Reader", "view", "");
        String secret = made.find("/feeds/([A-Za-z0-9_-]{22})<").orElseThrow();
        assertThat(made.header("Cache-Control")).contains("no-store");
        assertThat(browser.get("/alerts").body()).doesNotContain(secret);
        assertThat(PORTAL.bean(JdbcClient.class)
                        .sql("select f::text from matching.feed f where person = :person")
                        .param("person", kim.id().value())
                        .query(String.class)
                        .single())
                .doesNotContain(secret);
        assertThat(PORTAL.browser().get("/feeds/" + secret).status()).isEqualTo(200);
    }

    @Test
    void endsWithTheAccount() {
        String address = feed("");
        PORTAL.bean(JdbcClient.class)
                .sql("update identity.person set closed = true where id = :id")
                .param("id", kim.id().value())
                .update();
        assertThat(PORTAL.browser().get(address).status()).isEqualTo(404);
    }

    @Test
    void showsOnlyThumbnailsOfItsOwnersMatches() throws Exception {
        String address = feed("");
        MatchId mine = new MatchRows(PORTAL).of(me).insert();
        MatchId theirs =
                new MatchRows(PORTAL).of(PORTAL.person(Role.CREATOR).signedIn()).insert();
        for (MatchId match : new MatchId[] {mine, theirs}) {
            byte[] rendition = PORTAL.bean(Blobs.class)
                    .keep(new ByteArrayInputStream(("webp " + match).getBytes(StandardCharsets.US_ASCII)))
                    .digest()
                    .bytes();
            PORTAL.bean(JdbcClient.class)
                    .sql("""
                            insert into matching.copy (digest, long_side, width, height, media_type, rendition)
                            select digest, 480, 480, 320, 'image/webp', :rendition from matching.match where id = :id
                            """)
                    .param("rendition", rendition)
                    .param("id", match.value())
                    .update();
        }
        Browser.Answer thumbnail = PORTAL.browser().get(address + "/" + mine);
        assertThat(thumbnail.status()).isEqualTo(200);
        assertThat(thumbnail.header("Content-Type")).isEqualTo("image/webp");
        assertThat(thumbnail.body()).isEqualTo("webp " + mine);
        assertThat(PORTAL.browser().get(address + "/" + theirs).status()).isEqualTo(404);
    }
}
