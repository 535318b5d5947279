package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.licences.Covers;
import org.proofmark.portal.catalogue.licences.LicenceId;
import org.proofmark.portal.catalogue.licences.Licences;
import org.proofmark.portal.catalogue.licences.Terms;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same call again is the same act, another call under its key is refused, and a tag tells what was seen. */
class ActsTest {
    private final TestPortal portal = TestPortal.shared();
    private final Person person = portal.person(Role.CREATOR);
    private final SignedIn creator = person.signedIn();
    private final Browser browser = portal.signedIn(person);
    private final Works works = portal.bean(Works.class);
    private final Collections collections = portal.bean(Collections.class);

    private Browser.Answer send(String method, String path, String body, String... more) {
        Stream<String> always = Stream.of("Content-Type", "application/json", "X-CSRF-TOKEN", browser.token());
        return browser.send(
                method,
                path,
                BodyPublishers.ofString(body),
                Stream.concat(always, Stream.of(more)).toArray(String[]::new));
    }

    private static String tag(Browser.Answer answer) {
        return answer.headers().firstValue("etag").orElseThrow();
    }

    @Test
    void aCollectionIsMadeOnceAndTold() {
        String key = UUID.randomUUID().toString();
        for (int time = 0; time < 2; time++) {
            Browser.Answer made =
                    send("POST", "/api/v1/collections", "{\"name\":\"Harbours\"}", "Idempotency-Key", key);
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.body()).contains(key);
        }
        assertThat(send("POST", "/api/v1/collections", "{\"name\":\"Lakes\"}", "Idempotency-Key", key)
                        .status())
                .isEqualTo(409);
        assertThat(collections.all(creator)).extracting(Collection::name).containsExactly("Harbours");
        assertThat(portal.bean(JdbcClient.class)
                        .sql("select count(*) from platform.audit where act = 'collection.made' and about = :key")
                        .param("key", key)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anUploadIsOfOneFile() {
        UploadId key = new UploadId(UUID.randomUUID());
        Uploads uploads = portal.bean(Uploads.class);
        Optional<Sha256> digest = Optional.of(Sha256.of(new byte[] {1}));
        uploads.begin(creator, key, "a.jpg", 9, digest);
        assertThat(uploads.begin(creator, key, "a.jpg", 9, digest).id()).isEqualTo(key);
        assertThat(begun(key, "b.jpg", 9)).isEqualTo(409);
        assertThat(begun(key, "a.jpg", 8)).isEqualTo(409);
        assertThat(begun(key, "a.jpg", 9)).isEqualTo(201);
    }

    /** An upload's metadata are base64 (tus 1.0.0, "Upload-Metadata"). */
    private int begun(UploadId key, String name, int length) {
        String written = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
        return browser.send(
                        "POST",
                        "/api/v1/uploads",
                        BodyPublishers.noBody(),
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Length",
                        Integer.toString(length),
                        "Upload-Metadata",
                        "filename " + written,
                        "Idempotency-Key",
                        key.toString(),
                        "X-CSRF-TOKEN",
                        browser.token())
                .status();
    }

    @Test
    void aChangeUnderAKeyIsOne() {
        WorkId one = Registered.work(portal, creator, 141);
        WorkId other = Registered.work(portal, creator, 142);
        String key = UUID.randomUUID().toString();
        assertThat(edited(key, "lake", one).body()).contains("\"works\":1");
        assertThat(edited(key, "lake", one).body()).contains("\"works\":1");
        assertThat(edited(key, "harbour", one).status()).isEqualTo(409);
        assertThat(edited(key, "lake", other).status()).isEqualTo(409);
        assertThat(works.find(creator, one).texts().title()).isEqualTo("lake");
        assertThat(works.find(creator, other).texts().title()).isEmpty();
    }

    private Browser.Answer edited(String key, String title, WorkId work) {
        String body = "{\"works\":[\"%s\"],\"title\":\"%s\"}".formatted(work, title);
        return send("POST", "/api/v1/works/edited", body, "Idempotency-Key", key);
    }

    @Test
    void aCollectionsTagTellsHowManyAreInIt() {
        CollectionId id = new CollectionId(UUID.randomUUID());
        collections.make(creator, id, Optional.empty(), "Harbours");
        WorkId work = Registered.work(portal, creator, 143);
        String path = "/api/v1/collections/" + id;
        String empty = tag(browser.get(path));
        collections.add(creator, id, List.of(work));
        String full = tag(browser.get(path));
        assertThat(full).isNotEqualTo(empty);
        assertThat(send("PUT", path, "{\"name\":\"Lakes\"}", "If-Match", empty).status())
                .isEqualTo(412);
        assertThat(send("PUT", path, "{\"name\":\"Lakes\"}", "If-Match", "lakes")
                        .status())
                .isEqualTo(422);
        assertThat(send("PUT", path, "{\"name\":\"Lakes\"}", "If-Match", "W/" + full)
                        .status())
                .isEqualTo(200);
        String renamed = tag(browser.get(path));
        works.delete(creator, List.of(work));
        assertThat(tag(browser.get(path))).isNotEqualTo(renamed);
    }

    @Test
    void aLicencesTagTellsWhatItCovers() {
        WorkId gone = Registered.work(portal, creator, 144);
        WorkId stays = Registered.work(portal, creator, 145);
        LicenceId id = new LicenceId(UUID.randomUUID());
        Licences licences = portal.bean(Licences.class);
        Terms terms =
                new Terms("Harbour Press", List.of(), "", "", Optional.empty(), Optional.empty(), Optional.empty(), "");
        licences.record(creator, id, terms, new Covers(false, List.of(gone, stays), List.of()));
        String path = "/api/v1/licences/" + id;
        String before = tag(browser.get(path));
        works.delete(creator, List.of(gone));
        String after = tag(browser.get(path));
        assertThat(after).isNotEqualTo(before);
        assertThat(send("DELETE", path, "", "If-Match", before).status()).isEqualTo(412);
        assertThat(send("DELETE", path, "", "If-Match", after).status()).isEqualTo(204);
    }
}
