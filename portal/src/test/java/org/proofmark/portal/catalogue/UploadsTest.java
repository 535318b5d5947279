package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of files that are given to the catalogue. */
class UploadsTest {
    private final TestPortal portal = TestPortal.shared();
    private final SignedIn creator = portal.person(Role.CREATOR).signedIn();
    private final Uploads uploads = portal.bean(Uploads.class);

    @Test
    void aPhotoBecomesAWorkWithItsOriginalByteForByte() throws IOException {
        byte[] photo = Pictures.photo(1);
        Upload ended = ended(take("lake.jpg", photo));
        assertThat(ended.state()).isEqualTo(Upload.State.REGISTERED);
        Works works = portal.bean(Works.class);
        Work work = works.find(creator, ended.work().orElseThrow());
        assertThat(work.digest()).isEqualTo(Sha256.of(photo));
        assertThat(work.enoughDetail()).isTrue();
        assertThat(work.monitored()).isTrue();
        assertThat(works.original(creator, work.id()).readAllBytes()).isEqualTo(photo);
        assertThat(works.picture(creator, work.id(), 480).bytes().readNBytes(4))
                .isEqualTo("RIFF".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theSameFileAgainIsADuplicateWhateverItsName() throws IOException {
        Upload first = ended(take("one.jpg", Pictures.photo(2)));
        Upload second = ended(take("two.jpg", Pictures.photo(2)));
        assertThat(second.state()).isEqualTo(Upload.State.DUPLICATE);
        assertThat(second.work()).isEqualTo(first.work());
    }

    @Test
    void theSamePictureInAnotherFileIsRegisteredAndToldSo() throws IOException {
        Upload first = ended(take("large.jpg", Pictures.photo(3)));
        Upload second = ended(take("small.jpg", Pictures.smaller(3)));
        assertThat(second.state()).isEqualTo(Upload.State.NEAR_DUPLICATE);
        assertThat(second.reason().orElseThrow())
                .endsWith(first.work().orElseThrow().toString());
    }

    @Test
    void anotherCreatorsFileIsNoDuplicate() throws IOException {
        ended(take("mine.jpg", Pictures.photo(4)));
        SignedIn other = portal.person(Role.CREATOR).signedIn();
        UploadId id = new UploadId(UUID.randomUUID());
        uploads.take(other, id, "theirs.jpg", new ByteArrayInputStream(Pictures.photo(4)));
        assertThat(ended(other, id).state()).isEqualTo(Upload.State.REGISTERED);
    }

    @Test
    void aPictureWithoutDetailIsRegisteredButNotMonitored() throws IOException {
        Upload ended = ended(take("grey.jpg", Pictures.flat()));
        Work work = portal.bean(Works.class).find(creator, ended.work().orElseThrow());
        assertThat(work.enoughDetail()).isFalse();
        assertThat(work.monitored()).isFalse();
    }

    @Test
    void whatIsNoPictureIsRefusedWithItsReason() throws IOException {
        Upload ended = ended(take("notes.jpg", "not a picture at all".getBytes(StandardCharsets.UTF_8)));
        assertThat(ended.state()).isEqualTo(Upload.State.REFUSED);
        assertThat(ended.reason().orElseThrow()).startsWith("refused.unreadable.");
    }

    @Test
    void anArchiveIsUnpackedAndEachFileInItIsToldOf() throws IOException {
        Archive zip = new Archive()
                .with("photos/a.jpg", Pictures.photo(5))
                .with("photos/b.jpg", Pictures.photo(6))
                .with("again/a.jpg", Pictures.photo(5))
                .with("__MACOSX/._a.jpg", new byte[] {1})
                .with("broken.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2});
        Upload archive = ended(take("all.zip", zip.bytes()));
        assertThat(archive.state()).isEqualTo(Upload.State.UNPACKED);
        List<Upload> within = within(archive);
        assertThat(within).extracting(Upload::name).containsExactlyInAnyOrder("a.jpg", "b.jpg", "a.jpg", "broken.png");
        assertThat(within)
                .extracting(one -> ended(creator, one.id()).state())
                .containsExactlyInAnyOrder(
                        Upload.State.REGISTERED, Upload.State.REGISTERED, Upload.State.DUPLICATE, Upload.State.REFUSED);
    }

    @Test
    void whatLeadsOutOfAnArchiveIsRefusedByNameAndTheRestIsTaken() throws IOException {
        Archive zip = new Archive()
                .with("../../../etc/b.jpg", Pictures.photo(11))
                .with("photos\\..\\..\\c.jpg", Pictures.photo(11))
                .with("/srv/d.jpg", Pictures.photo(11))
                .with("C:\\e.jpg", Pictures.photo(11))
                .with("photos/f..jpg", Pictures.photo(11));
        List<Upload> within = within(ended(take("out.zip", zip.bytes())));
        assertThat(within)
                .filteredOn(one -> ended(creator, one.id()).state() == Upload.State.REFUSED)
                .extracting(one -> one.name() + ": " + one.reason().orElseThrow())
                .containsExactlyInAnyOrder(
                        "b.jpg: refused.entryPath\t../../../etc/b.jpg",
                        "c.jpg: refused.entryPath\tphotos\\..\\..\\c.jpg",
                        "d.jpg: refused.entryPath\t/srv/d.jpg",
                        "e.jpg: refused.entryPath\tC:\\e.jpg");
        assertThat(within)
                .filteredOn(one -> ended(creator, one.id()).state() == Upload.State.REGISTERED)
                .extracting(Upload::name)
                .containsExactly("f..jpg");
    }

    @Test
    void namesInOldLettersAndInTakenApartOnesAreRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, Charset.forName("IBM437"))) {
            for (String name : List.of("a.jpg", "Köln.jpg", "z.jpg")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(Pictures.photo(13));
                zip.closeEntry();
            }
        }
        Archive apart = new Archive().with("日本.jpg", Pictures.photo(13)).with("Ko\u0308ln.jpg", Pictures.photo(13));

        assertThat(within(ended(take("old.zip", out.toByteArray()))))
                .extracting(Upload::name)
                .containsExactlyInAnyOrder("a.jpg", "Köln.jpg", "z.jpg");
        assertThat(within(ended(take("new.zip", apart.bytes()))))
                .extracting(Upload::name)
                .containsExactlyInAnyOrder("日本.jpg", "Köln.jpg");
    }

    @Test
    void aLinkInAnArchiveIsRefusedByNameAndTheRestIsTaken() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            ZipArchiveEntry link = new ZipArchiveEntry("photos/link.jpg");
            link.setUnixMode(0120777);
            zip.putArchiveEntry(link);
            zip.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
            ZipArchiveEntry file = new ZipArchiveEntry("photos/file.jpg");
            file.setUnixMode(0100644);
            zip.putArchiveEntry(file);
            zip.write(Pictures.photo(12));
            zip.closeArchiveEntry();
            zip.setComment("holidays");
        }
        List<Upload> within = within(ended(take("links.zip", out.toByteArray())));
        assertThat(within)
                .extracting(one -> one.name() + " " + ended(creator, one.id()).state())
                .containsExactlyInAnyOrder("link.jpg REFUSED", "file.jpg REGISTERED");
        assertThat(within)
                .flatExtracting(one -> one.reason().stream().toList())
                .containsExactly("refused.entryLink\tphotos/link.jpg");
    }

    @Test
    void anArchiveInAnArchiveIsRefusedAndNothingComesOutOfIt() throws IOException {
        byte[] inner = new Archive().with("a.jpg", Pictures.photo(13)).bytes();
        Upload outer = ended(take(
                "outer.zip",
                new Archive()
                        .with("holiday.jpg", inner)
                        .with("b.jpg", Pictures.photo(14))
                        .bytes()));
        assertThat(outer.state()).isEqualTo(Upload.State.UNPACKED);
        Upload refused = within(outer).stream()
                .filter(one -> one.name().equals("holiday.jpg"))
                .findFirst()
                .orElseThrow();
        assertThat(ended(creator, refused.id()).state()).isEqualTo(Upload.State.REFUSED);
        assertThat(ended(creator, refused.id()).reason()).contains("refused.archiveWithin");
        assertThat(within(refused)).isEmpty();
    }

    @Test
    void whatIsLeftOutOfAnArchiveCountsWhenItIsMeasured() throws IOException {
        Upload bomb = ended(take(
                "hidden.zip",
                new Archive().with("__MACOSX/zeros", new byte[64 << 20]).bytes()));
        assertThat(bomb.state()).isEqualTo(Upload.State.REFUSED);
        assertThat(bomb.reason().orElseThrow()).startsWith("refused.archiveBomb");
    }

    /** More than a page of them: the page links on, and the API's cursor leads to the last. */
    @Test
    void everyRefusalOfALargeArchiveCanBeSeen() throws IOException {
        Person person = portal.person(Role.CREATOR);
        Archive zip = new Archive().with("good.jpg", Pictures.photo(15));
        for (int i = 0; i < 130; i++) {
            zip.with("../bad-%03d.jpg".formatted(i), new byte[] {1});
        }
        UploadId archive = new UploadId(UUID.randomUUID());
        uploads.take(person.signedIn(), archive, "many.zip", new ByteArrayInputStream(zip.bytes()));
        ended(person.signedIn(), archive);
        Browser browser = portal.signedIn(person);
        assertThat(browser.get("/api/v1/uploads/" + archive).body()).contains("\"files\":131", "\"refused\":130");
        String asked = "/api/v1/uploads?show=refused&archive=" + archive;
        Browser.Answer first = browser.get(asked);
        Browser.Answer second = browser.get(
                asked + "&after=" + first.find("\"next\":\"([^\"]+)\"").orElseThrow());
        assertThat(second.find("\"next\":\"([^\"]+)\"")).isEmpty();
        Set<String> names = new TreeSet<>(names(first.body(), "\"name\":\"(bad-[^\"]+)\""));
        names.addAll(names(second.body(), "\"name\":\"(bad-[^\"]+)\""));
        assertThat(names).hasSize(130);
        assertThat(browser.get(asked.replace(archive.toString(), new UUID(0, 7).toString()))
                        .status())
                .isEqualTo(404);
        for (String nowhere : List.of("nowhere", "_", "%2B1000000-01-01T00:00:00Z_" + UUID.randomUUID())) {
            assertThat(browser.get(asked + "&after=" + nowhere).status()).isEqualTo(422);
        }

        Browser.Answer page = browser.get("/upload");
        assertThat(page.body())
                .contains("many.zip", "/upload?archive=" + archive)
                .doesNotContain("bad-000");
        page = browser.get("/upload?show=refused&archive=" + archive);
        Set<String> told = new TreeSet<>(names(page.body(), ">(bad-[^<]+)<"));
        assertThat(page.body()).contains("../bad-").doesNotContain("good.jpg");
        page = browser.get(
                page.find("rel=\"next\" href=\"([^\"]+)\"").orElseThrow().replace("&amp;", "&"));
        told.addAll(names(page.body(), ">(bad-[^<]+)<"));
        assertThat(told).hasSize(130);
    }

    private static List<String> names(String body, String pattern) {
        return Pattern.compile(pattern)
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void whatWasHereAlreadyIsToldWithTheWorkItIs() throws IOException {
        Person person = portal.person(Role.CREATOR);
        SignedIn who = person.signedIn();
        Upload first = ended(who, take(who, "harbour.jpg", Pictures.photo(16)));
        Upload same = ended(who, take(who, "copy.jpg", Pictures.photo(16)));
        Upload near = ended(who, take(who, "small.jpg", Pictures.smaller(16)));
        Browser browser = portal.signedIn(person);
        String work = first.work().orElseThrow().toString();
        assertThat(browser.get("/api/v1/uploads/" + near.id()).body())
                .contains("\"same\":\"" + work + "\"")
                .contains("Shows the same picture as “harbour.jpg”.")
                .doesNotContain("\"work\":\"" + work);
        assertThat(browser.get("/api/v1/uploads/" + same.id()).body()).contains("\"work\":\"" + work + "\"");
        String page = browser.get("/upload?show=duplicates").body();
        assertThat(page)
                .contains("Shows the same picture as “harbour.jpg”.", "copy.jpg")
                .containsPattern("Was here already: <a href=\"/photos/" + work + "\">harbour.jpg</a>")
                .contains("aria-label=\"Show that one: harbour.jpg\"");
        portal.bean(Works.class).delete(who, List.of(first.work().orElseThrow()));
        assertThat(browser.get("/upload").body())
                .contains("Shows the same picture as another of your photos.")
                .doesNotContain("/photos/" + work);
    }

    @Test
    void anArchiveThatUnpacksBeyondMeasureIsRefused() throws IOException {
        Upload bomb = ended(take(
                "bomb.zip", new Archive().with("zeros.jpg", new byte[64 << 20]).bytes()));
        assertThat(bomb.state()).isEqualTo(Upload.State.REFUSED);
        assertThat(bomb.reason().orElseThrow()).startsWith("refused.archiveBomb");
    }

    @Test
    void aBrokenArchiveKeepsWhatCameBeforeTheBreak() throws IOException {
        byte[] whole = new Archive()
                .with("a.jpg", Pictures.photo(7))
                .with("b.jpg", Pictures.photo(8))
                .bytes();
        Upload broken = ended(take("cut.zip", Arrays.copyOf(whole, whole.length / 2 + 5_000)));
        assertThat(broken.state()).isEqualTo(Upload.State.REFUSED);
        assertThat(within(broken)).extracting(Upload::name).contains("a.jpg");
    }

    @Test
    void anUploadInPartsGoesOnWhereItWas() {
        byte[] photo = Pictures.photo(9);
        Browser browser = portal.signedIn(portal.person(Role.CREATOR));
        browser.get("/photos");
        String place = create(browser, photo.length, "parts.jpg", Optional.empty());
        assertThat(patch(browser, place, 0, Arrays.copyOf(photo, 1_000)).header("Upload-Offset"))
                .isEqualTo("1000");
        assertThat(patch(browser, place, 500, new byte[10]).status()).isEqualTo(409);
        assertThat(browser.send("HEAD", place, BodyPublishers.noBody()).header("Upload-Offset"))
                .isEqualTo("1000");
        Browser.Answer last = patch(browser, place, 1_000, Arrays.copyOfRange(photo, 1_000, photo.length));
        assertThat(last.status()).isEqualTo(204);
        assertThat(last.header("Upload-Offset")).isEqualTo(Integer.toString(photo.length));
    }

    @Test
    void whatArrivesMustBeWhatWasAnnounced() {
        Browser browser = portal.signedIn(portal.person(Role.CREATOR));
        browser.get("/photos");
        String place = create(
                browser, 4, "x.jpg", Optional.of(Sha256.of(new byte[] {9}).hex()));
        patch(browser, place, 0, new byte[] {1, 2, 3, 4});
        assertThat(browser.get(place).body()).contains("\"state\":\"refused\"");
    }

    @Test
    void whatIsKnownIsToldBeforeItIsSent() throws IOException {
        byte[] photo = Pictures.photo(10);
        ended(take("known.jpg", photo));
        assertThat(portal.bean(Works.class).known(creator, List.of(Sha256.of(photo), Sha256.of(new byte[1]))))
                .containsOnlyKeys(Sha256.of(photo));
    }

    private UploadId take(String name, byte[] bytes) throws IOException {
        return take(creator, name, bytes);
    }

    private UploadId take(SignedIn who, String name, byte[] bytes) throws IOException {
        UploadId id = new UploadId(UUID.randomUUID());
        uploads.take(who, id, name, new ByteArrayInputStream(bytes));
        return id;
    }

    private Upload ended(UploadId id) {
        return ended(creator, id);
    }

    private Upload ended(SignedIn who, UploadId id) {
        Instant late = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(late)) {
            Upload upload = uploads.find(who, id);
            if (upload.state().ended()) {
                return upload;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError(uploads.find(who, id) + " did not end within a minute");
    }

    private List<Upload> within(Upload archive) {
        return portal.bean(JdbcClient.class)
                .sql("select id from catalogue.upload where parent = :archive")
                .param("archive", archive.id().value())
                .query((row, number) -> uploads.find(creator, new UploadId(row.getObject("id", UUID.class))))
                .list();
    }

    private static String create(Browser browser, int length, String name, Optional<String> digest) {
        String metadata = "filename " + base64(name)
                + digest.map(hex -> ",digest " + base64(hex)).orElse("");
        Browser.Answer made = browser.send(
                "POST",
                "/api/v1/uploads",
                BodyPublishers.noBody(),
                "X-CSRF-TOKEN",
                browser.token(),
                "Tus-Resumable",
                "1.0.0",
                "Upload-Length",
                Integer.toString(length),
                "Upload-Metadata",
                metadata);
        assertThat(made.status()).isEqualTo(201);
        return made.header("Location");
    }

    private static Browser.Answer patch(Browser browser, String place, int offset, byte[] part) {
        return browser.send(
                "PATCH",
                place,
                BodyPublishers.ofByteArray(part),
                "X-CSRF-TOKEN",
                browser.token(),
                "Tus-Resumable",
                "1.0.0",
                "Upload-Offset",
                Integer.toString(offset),
                "Content-Type",
                "application/offset+octet-stream");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An archive in the making. */
    private static final class Archive {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ZipOutputStream zip = new ZipOutputStream(out);

        Archive with(String name, byte[] bytes) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
            zip.closeEntry();
            return this;
        }

        byte[] bytes() throws IOException {
            zip.close();
            return out.toByteArray();
        }
    }
}
