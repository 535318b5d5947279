package org.proofmark.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.catalogue.Pictures;
import org.proofmark.portal.catalogue.Sweep;
import org.proofmark.portal.identity.Role;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A whole portal whose files are in a bucket: all that is served comes from there, and all that is deleted goes there. */
class BucketPortalTest {
    private static final String BUCKET = "whole-portal";
    private static final TestPortal PORTAL = TestPortal.start(settings());

    private final S3Client bucket = BucketServer.shared().client();
    private final Browser kim = PORTAL.signedIn(PORTAL.person(Role.CREATOR));

    /** What nothing names is swept at once. */
    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(BucketServer.shared().settings(BUCKET));
        settings.put("proofmark.orphans-after", "0s");
        return settings;
    }

    @AfterEach
    void hangUp() {
        bucket.close();
    }

    @AfterAll
    static void close() {
        PORTAL.close();
    }

    @Test
    void aPhotoIsKeptInTheBucketAndServedFromThere() throws IOException {
        byte[] photo = Pictures.photo(801);
        String work = registered(kim, "lake.jpg", photo);

        assertThat(stored(Sha256.of(photo))).isEqualTo(photo);
        assertThat(kim.bytes("GET", "/api/v1/works/" + work + "/original")).isEqualTo(photo);
        for (int side : List.of(480, 2048)) {
            byte[] rendition = kim.bytes("GET", "/api/v1/works/" + work + "/pictures/" + side);
            assertThat(start(rendition)).isEqualTo("RIFF");
            assertThat(stored(Sha256.of(rendition))).isEqualTo(rendition);
        }
        assertThat(start(kim.bytes("GET", "/photos/" + work + "/certificate.pdf")))
                .isEqualTo("%PDF");
        assertThat(kim.get("/photos/" + work + "/certificate.json").body())
                .contains(Sha256.of(photo).hex());
        assertThat(kim.get("/photos/" + work).status()).isEqualTo(200);
        assertNothingIsHere();
    }

    private static String start(byte[] file) {
        return new String(file, 0, 4, StandardCharsets.US_ASCII);
    }

    /** What is the file's in the bucket. */
    private byte[] stored(Sha256 digest) {
        return bucket.getObjectAsBytes(request -> request.bucket(BUCKET).key(digest.path()))
                .asByteArray();
    }

    private List<String> keys() {
        return bucket.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** In the data folder no file is kept, and none is left on its way. */
    private static void assertNothingIsHere() throws IOException {
        assertThat(PORTAL.data().resolve("blobs")).doesNotExist();
        for (String onTheWay : List.of("unsent", "uploads")) {
            try (Stream<Path> files = Files.list(PORTAL.data().resolve(onTheWay))) {
                assertThat(files).as(onTheWay).isEmpty();
            }
        }
    }

    @Test
    void anExportHasTheOriginalByteForByte() throws IOException {
        byte[] photo = Pictures.photo(802);
        registered(kim, "hill.jpg", photo);

        Map<String, byte[]> archive = unpacked(kim.bytes("POST", "/api/v1/export?certificates=true"));

        assertThat(archive)
                .containsKeys("works.json", "certificates/hill.jpg.pdf")
                .doesNotContainKey("missing.txt");
        assertThat(archive.get("originals/hill.jpg")).isEqualTo(photo);
    }

    private static Map<String, byte[]> unpacked(byte[] archive) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void whatIsDeletedLeavesTheBucketOnceNobodyHasIt() throws IOException {
        byte[] photo = Pictures.photo(803);
        Browser lee = PORTAL.signedIn(PORTAL.person(Role.CREATOR));
        List<String> before = keys();
        String ofKim = registered(kim, "coast.jpg", photo);
        String ofLee = registered(lee, "coast.jpg", photo);
        List<String> ofBoth =
                keys().stream().filter(key -> !before.contains(key)).toList();
        assertThat(ofBoth).contains(Sha256.of(photo).path()).hasSizeGreaterThan(2);

        delete(kim, ofKim);
        sweep();
        assertThat(keys()).containsAll(before).containsAll(ofBoth);
        assertThat(lee.bytes("GET", "/api/v1/works/" + ofLee + "/original")).isEqualTo(photo);

        delete(lee, ofLee);
        sweep();
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(lee.get("/api/v1/works/" + ofLee + "/original").status()).isEqualTo(404);
        assertNothingIsHere();
    }

    private static void delete(Browser who, String work) {
        assertThat(who.send("DELETE", "/api/v1/works/" + work, BodyPublishers.noBody(), "X-CSRF-TOKEN", who.token())
                        .status())
                .isEqualTo(204);
    }

    /** Sweeps until a file that nothing names is gone: then all that is older and that nothing names is gone too. */
    private static void sweep() throws IOException {
        Blobs blobs = PORTAL.bean(Blobs.class);
        Sha256 orphan = blobs.keep(
                        new ByteArrayInputStream(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII)))
                .digest();
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (blobs.has(orphan)) {
            assertThat(System.nanoTime()).as("within a minute").isLessThan(until);
            PORTAL.bean(Sweep.class).run();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Uploads a photo and waits until it is a work. */
    private static String registered(Browser who, String name, byte[] photo) {
        String id = UUID.randomUUID().toString();
        String place = who.send(
                        "POST",
                        "/api/v1/uploads",
                        BodyPublishers.noBody(),
                        "X-CSRF-TOKEN",
                        who.token(),
                        "Tus-Resumable",
                        "1.0.0",
                        "Idempotency-Key",
                        id,
                        "Upload-Length",
                        Integer.toString(photo.length),
                        "Upload-Metadata",
                        "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8)))
                .header("Location");
        who.send(
                "PATCH",
                place,
                BodyPublishers.ofByteArray(photo),
                "X-CSRF-TOKEN",
                who.token(),
                "Tus-Resumable",
                "1.0.0",
                "Upload-Offset",
                "0",
                "Content-Type",
                "application/offset+octet-stream");
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        Browser.Answer upload = who.get(place);
        while (upload.body().contains("\"processing\"") && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            upload = who.get(place);
        }
        String said = upload.body();
        return upload.find("\"work\":\"([0-9a-f-]+)\"").orElseThrow(() -> new AssertionError(said));
    }
}
