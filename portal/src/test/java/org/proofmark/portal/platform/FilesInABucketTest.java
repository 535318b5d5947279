package org.proofmark.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract, kept by a bucket, and what only a bucket does. */
class FilesInABucketTest extends BlobsContract {
    private static final BucketServer SERVER = BucketServer.shared();

    /** A key prefix of its own for each test. */
    private final String prefix = "portal-%08x/".formatted(new Random().nextInt());

    @TempDir
    private Path unsent = Path.of("");

    @Override
    Blobs blobs() {
        try {
            return BucketBlobs.open(SERVER.bucket("photos", prefix), unsent);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void aFileOfSeveralPartsComesBackByteForByte() throws IOException {
        Path file = unsent.resolve("large");
        byte[] part = bytes(1 << 20);
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < 70; i++) {
                part[i] = (byte) i;
                out.write(part);
            }
        }
        Sha256 expected;
        try (InputStream in = Files.newInputStream(file)) {
            expected = Sha256.of(in);
        }
        assertThat(blobs().adopt(file, digest -> {})).isEqualTo(new Blobs.Kept(expected, 70L << 20));
        try (InputStream in = blobs().open(expected).orElseThrow()) {
            assertThat(Sha256.of(in)).isEqualTo(expected);
        }
    }

    @Test
    void whatIsNotTheFileIsNotReadAsIt() {
        Sha256 digest = keep("the original");
        try (S3Client others = SERVER.client()) {
            others.putObject(
                    request -> request.bucket("photos").key(prefix + digest.path()),
                    RequestBody.fromString("the original?"));
        }
        assertThatThrownBy(() -> blobs().bytes(digest))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(digest.hex());
    }

    @Test
    void aSweepLeavesWhatIsNotOurs() throws IOException {
        String foreign = prefix + "readme.txt";
        String misplaced = prefix + "zz/zz/" + Sha256.of(bytes(3)).hex();
        try (S3Client others = SERVER.client()) {
            for (String key : new String[] {foreign, misplaced}) {
                others.putObject(request -> request.bucket("photos").key(key), RequestBody.fromString("theirs"));
            }
            assertThat(blobs().sweep(Instant.now().plusSeconds(60), asked -> Set.of()))
                    .isZero();
            assertThat(others.headObject(request -> request.bucket("photos").key(foreign))
                            .contentLength())
                    .isEqualTo(6);
            assertThat(others.headObject(request -> request.bucket("photos").key(misplaced))
                            .contentLength())
                    .isEqualTo(6);
        }
    }

    @Test
    void aSweepTakesWhatWasNeverSent() throws IOException {
        Path half = Files.writeString(unsent.resolve("half"), "hal");
        Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        assertThat(blobs().sweep(Instant.now().minus(Duration.ofHours(1)), asked -> Set.of()))
                .isEqualTo(1);
        assertThat(half).doesNotExist();
    }

    @Test
    void aSweepGivesUpWhatWasSentInPartsAndNotToItsEnd() throws IOException {
        Sha256 digest = Sha256.of(bytes(9));
        try (S3Client s3 = SERVER.client()) {
            s3.createMultipartUpload(request -> request.bucket("photos").key(prefix + digest.path()));
            assertThat(blobs().sweep(Instant.now().plusSeconds(60), asked -> Set.of()))
                    .isEqualTo(1);
            assertThat(s3.listMultipartUploads(
                                    request -> request.bucket("photos").prefix(prefix))
                            .uploads())
                    .isEmpty();
        }
    }

    @Test
    void aBucketThatIsNotThereIsToldAtOnce() {
        assertThatThrownBy(() -> BucketBlobs.open(SERVER.settings("no-such-bucket", ""), unsent))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the bucket no-such-bucket at http://127.0.0.1:")
                .hasMessageContaining("404")
                .hasMessageContaining("NoSuchBucket");
    }

    @Test
    void aServiceThatDoesNotAnswerIsToldAtOnce() {
        BucketSettings nowhere = new BucketSettings(
                "photos", Optional.of(URI.create("http://127.0.0.1:9")), "us-east-1", true, "", "example", "hidden");
        assertThatThrownBy(() -> BucketBlobs.open(nowhere, unsent))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the bucket photos at http://127.0.0.1:9 cannot be used")
                .hasMessageContaining("refused")
                .hasMessageNotContaining("hidden");
    }
}
