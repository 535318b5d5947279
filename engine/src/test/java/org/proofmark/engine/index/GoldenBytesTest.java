package org.proofmark.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.fingerprint.Features;

/** An index written by an earlier Proofmark is read by a later one: its files do not change unless their version does. */
class GoldenBytesTest {
    private static final long INDEX = 0x0123456789ABCDEFL;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theLogIsTheGoldenOne() throws IOException {
        Path log = folder.resolve("log");
        FingerprintLog.create(log, INDEX);
        try (FingerprintLog open = FingerprintLog.open(log, FingerprintLog.START)) {
            open.append(List.of(
                    new FingerprintLog.Entry(LogRecord.Kind.ADDED, "möwe.jpg", new byte[] {1, 2, 3}),
                    new FingerprintLog.Entry(LogRecord.Kind.ADDED, "b/c.png", new byte[] {-1})));
            open.append(List.of(new FingerprintLog.Entry(LogRecord.Kind.REMOVED, "möwe.jpg", new byte[0])));
        }
        assertThat(log).hasBinaryContent(golden("golden.log.gz"));
    }

    @Test
    void theGoldenLogIsRead() throws IOException {
        Path log = Files.write(folder.resolve("log"), golden("golden.log.gz"));
        assertThat(FingerprintLog.index(log)).isEqualTo(INDEX);
        try (LogReader reader = new LogReader(log, FingerprintLog.START, Files.size(log))) {
            LogRecord first = Objects.requireNonNull(reader.next());
            assertThat(first.name()).isEqualTo("möwe.jpg");
            assertThat(first.fingerprint()).containsExactly(1, 2, 3);
            assertThat(first.more()).isTrue();
            assertThat(Objects.requireNonNull(reader.next()).more()).isFalse();
            assertThat(Objects.requireNonNull(reader.next()).kind()).isEqualTo(LogRecord.Kind.REMOVED);
        }
    }

    @Test
    void theSegmentIsTheGoldenOne() throws IOException {
        Path segment = folder.resolve("segment");
        SegmentWriter.write(segment, INDEX, List.of(holding()));
        assertThat(segment).hasBinaryContent(golden("golden.segment.gz"));
    }

    @Test
    void theGoldenSegmentIsRead() throws IOException {
        Path file = Files.write(folder.resolve("segment"), golden("golden.segment.gz"));
        Segment segment = Segment.open(file, INDEX);
        assertThat(segment.images()).isEqualTo(2);
        assertThat(segment.name(0)).isEqualTo("a.jpg");
        assertThat(segment.name(1)).isEqualTo("ç.jpg");
        assertThat(segment.logPosition(1)).isEqualTo(400);
        Postings list = new Postings();
        segment.read(7, list);
        assertThat(Arrays.copyOf(list.signature, list.size)).containsExactly(0x1111L, 0x5555L);
        assertThat(Arrays.copyOf(list.image, list.size)).containsExactly(0, 1);
    }

    /** Three images, the second of them removed. */
    private static Holding holding() {
        Growing growing = new Growing();
        growing.add("a.jpg", 20, new Features(new int[] {10, 20}, 1, new char[] {7, 16_383}, new long[] {0x1111, -2}));
        growing.add("b.jpg", 200, new Features(new int[] {30}, 1, new char[] {7}, new long[] {0x3333}));
        growing.add("ç.jpg", 400, new Features(new int[] {40}, 2, new char[] {7, 300}, new long[] {0x5555, 0x6666}));
        BitSet removed = new BitSet();
        removed.set(1);
        return new Holding(growing, new Removed(removed));
    }

    @Test
    void theManifestIsTheGoldenOne() throws IOException {
        manifest().write(folder);
        assertThat(folder.resolve(Manifest.FILE)).hasBinaryContent(golden("golden.manifest.gz"));
    }

    @Test
    void theGoldenManifestIsRead() throws IOException {
        Files.write(folder.resolve(Manifest.FILE), golden("golden.manifest.gz"));
        Manifest manifest = Manifest.read(folder);
        assertThat(manifest.index()).isEqualTo(INDEX);
        assertThat(manifest.covered()).isEqualTo(500);
        assertThat(manifest.acknowledged()).isEqualTo(600);
        assertThat(manifest.nextSegment()).isEqualTo(9);
        assertThat(manifest.segments()).extracting(Manifest.Entry::number).containsExactly(3L, 8L);
        assertThat(manifest.segments().getFirst().removed()).containsExactly(5, 1L << 63);
        assertThat(manifest.postings()[7]).isEqualTo(1_000_000);
    }

    private static Manifest manifest() {
        int[] postings = new int[Voting.WORDS];
        postings[7] = 1_000_000;
        postings[Voting.WORDS - 1] = 1;
        return new Manifest(
                INDEX,
                500,
                600,
                9,
                List.of(
                        new Manifest.Entry(3, 70_000, 0xCAFEBABE, new long[] {5, 1L << 63}),
                        new Manifest.Entry(8, 1L << 33, 1, new long[0])),
                postings);
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream file = GoldenBytesTest.class.getResourceAsStream(name);
                InputStream in = new GZIPInputStream(Objects.requireNonNull(file, name))) {
            return in.readAllBytes();
        }
    }
}
