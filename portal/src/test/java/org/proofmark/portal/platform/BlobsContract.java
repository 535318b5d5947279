package org.proofmark.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of files by digest, wherever they are kept. */
abstract class BlobsContract {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path made = Path.of("");

    /** Those under test; the same each time, whatever is in them. */
    abstract Blobs blobs();

    @Test
    void keepsTheSameBytesOnceByTheirDigest() throws IOException {
        byte[] bytes = bytes(300_000);
        Blobs.Kept first = blobs().keep(new ByteArrayInputStream(bytes));
        assertThat(first).isEqualTo(new Blobs.Kept(Sha256.of(bytes), bytes.length));
        assertThat(blobs().keep(new ByteArrayInputStream(bytes))).isEqualTo(first);
        assertThat(blobs().has(first.digest())).isTrue();
        assertThat(blobs().bytes(first.digest())).isEqualTo(bytes);
    }

    @Test
    void keepsAnEmptyFile() throws IOException {
        Sha256 nothing = blobs().keep(InputStream.nullInputStream()).digest();
        assertThat(blobs().bytes(nothing)).isEmpty();
    }

    @Test
    void whatIsNotKeptIsNotThere() throws IOException {
        Sha256 absent = Sha256.of(bytes(10));
        assertThat(blobs().has(absent)).isFalse();
        assertThat(blobs().open(absent)).isEmpty();
    }

    @Test
    void onlyTheBeginningMayBeRead() throws IOException {
        byte[] bytes = bytes(3_000_000);
        Sha256 digest = blobs().keep(new ByteArrayInputStream(bytes)).digest();
        try (InputStream in = blobs().open(digest).orElseThrow()) {
            assertThat(in.readNBytes(4)).isEqualTo(java.util.Arrays.copyOf(bytes, 4));
        }
        assertThat(blobs().bytes(digest)).isEqualTo(bytes);
    }

    @Test
    void aStreamThatBreaksLeavesNothing() {
        byte[] half = bytes(100_000);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(half), new Broken());
        assertThatThrownBy(() -> blobs().keep(broken)).isInstanceOf(IOException.class);
        assertThat(blobs().has(Sha256.of(half))).isFalse();
    }

    @Test
    void adoptsAFileAndTellsItsDigestBefore() throws IOException {
        byte[] bytes = bytes(50_000);
        Path file = Files.write(made.resolve("part"), bytes);
        Blobs.Kept kept = blobs().adopt(file, digest -> {
            assertThat(file).exists();
            assertThat(digest).isEqualTo(Sha256.of(bytes));
        });
        assertThat(file).doesNotExist();
        assertThat(blobs().bytes(kept.digest())).isEqualTo(bytes);
    }

    @Test
    void leavesAFileWhereItWasWhenItMayNotBeAdopted() throws IOException {
        byte[] bytes = bytes(50_000);
        Path file = Files.write(made.resolve("part"), bytes);
        assertThatThrownBy(() -> blobs().adopt(file, digest -> {
                    throw Refused.invalid("refused.digest");
                }))
                .isInstanceOf(Refused.class);
        assertThat(file).hasBinaryContent(bytes);
        assertThat(blobs().has(Sha256.of(bytes))).isFalse();
    }

    @Test
    void sweepsWhatNothingNames() throws IOException {
        Sha256 named = keep("named " + new Random().nextLong());
        Sha256 orphan = keep("orphan " + new Random().nextLong());
        blobs().sweep(Instant.now().plus(HOUR), asked -> asked.contains(named) ? Set.of(named) : Set.of());
        assertThat(blobs().has(named)).isTrue();
        assertThat(blobs().has(orphan)).isFalse();
    }

    @Test
    void sweepsNothingThatIsYoung() throws IOException {
        Sha256 young = keep("young " + new Random().nextLong());
        assertThat(blobs().sweep(Instant.now().minus(HOUR), asked -> Set.of())).isZero();
        assertThat(blobs().has(young)).isTrue();
    }

    @Test
    void sparesWhatIsKeptAnewWhileTheSweepAsks() throws IOException {
        String text = "again " + new Random().nextLong();
        Sha256 digest = keep(text);
        Instant moment = Instant.now().plusMillis(1_200);
        blobs().sweep(moment, asked -> {
            if (asked.contains(digest)) {
                sleepUntil(moment.plusMillis(1_200));
                keep(text);
            }
            return Set.of();
        });
        assertThat(blobs().has(digest)).isTrue();
    }

    @Test
    void manyMayKeepTheSameAtOnce() throws IOException {
        byte[] bytes = bytes(400_000);
        IntStream.range(0, 12).parallel().forEach(each -> {
            try {
                blobs().keep(new ByteArrayInputStream(bytes));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        assertThat(blobs().bytes(Sha256.of(bytes))).isEqualTo(bytes);
    }

    final Sha256 keep(String text) {
        try {
            return blobs().keep(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .digest();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private static void sleepUntil(Instant moment) {
        for (Duration left = Duration.between(Instant.now(), moment);
                left.isPositive();
                left = Duration.between(Instant.now(), moment)) {
            java.util.concurrent.locks.LockSupport.parkNanos(left.toNanos());
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the connection broke");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            throw new IOException("the connection broke");
        }
    }
}
