package org.proofmark.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;

class SegmentedIndexTest {
    private static final IndexSettings SMALL = new IndexSettings(10, 2, 1L << 30);

    private final Imaginary imaginary = Imaginary.random(21);

    @TempDir
    private Path folder;

    @Test
    void isMadeWhenThereIsNone() {
        try (SegmentedIndex index = SegmentedIndex.open(folder.resolve("a/new/one"))) {
            assertThat(index.openReport().created()).isTrue();
            assertThat(index.size()).isZero();
            assertThat(index.search(imaginary.features(50, 3), 10)).isEmpty();
        }
        try (SegmentedIndex index = SegmentedIndex.open(folder.resolve("a/new/one"))) {
            assertThat(index.openReport().created()).isFalse();
        }
    }

    @Test
    void refusesASecondOpeningAndNamesTheProcess() {
        try (SegmentedIndex first = SegmentedIndex.open(folder)) {
            first.add(imaginary.batch("a", 1));
            assertThatThrownBy(() -> SegmentedIndex.open(folder))
                    .isInstanceOf(IndexInUseException.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            assertThatThrownBy(() -> SegmentedIndex.check(folder)).isInstanceOf(IndexInUseException.class);
        }
        assertThat(SegmentedIndex.check(folder).sound()).isTrue();
    }

    @Test
    void refusesNamesThatAreBlankOrTooLongAndKeepsNothingOfTheirBatch() {
        try (SegmentedIndex index = SegmentedIndex.open(folder)) {
            for (String name : List.of(" ", "", "é".repeat(513), "\uD800")) {
                assertThatThrownBy(
                                () -> index.add(Map.of("good", imaginary.fingerprint(), name, imaginary.fingerprint())))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(index.size()).isZero();
            index.add(Map.of("é".repeat(512), imaginary.fingerprint()));
            assertThat(index.images()).containsExactly("é".repeat(512));
        }
    }

    @Test
    void keepsWhatItAcknowledgedWithoutBeingClosed() throws IOException {
        Path copy = folder.resolve("copy");
        try (SegmentedIndex index = SegmentedIndex.open(folder.resolve("index"), SMALL)) {
            index.add(imaginary.batch("a", 14));
            index.add(imaginary.batch("b", 5));
            index.remove("a3");
            copy(folder.resolve("index"), copy);
        }
        try (SegmentedIndex index = SegmentedIndex.open(copy, SMALL)) {
            assertThat(index.size()).isEqualTo(18);
            assertThat(index.images()).doesNotContain("a3").contains("a13", "b4");
            assertThat(index.openReport().replayedRecords()).isEqualTo(6);
        }
    }

    @Test
    void cutsOffATornBatchAndSaysSo() throws IOException {
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            index.add(imaginary.batch("a", 3));
        }
        Path log = folder.resolve(Opening.LOG);
        long whole = Files.size(log);
        byte[] first = new LogRecord(
                        whole,
                        whole,
                        LogRecord.Kind.ADDED,
                        true,
                        "torn 1",
                        imaginary.fingerprint().toBytes())
                .toBytes()
                .array();
        byte[] second = new byte[100];
        Files.write(log, first, StandardOpenOption.APPEND);
        Files.write(log, second, StandardOpenOption.APPEND);
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            assertThat(index.openReport().tornBytes()).isEqualTo(first.length + second.length);
            assertThat(index.images()).containsExactly("a0", "a1", "a2");
        }
        assertThat(log).hasSize(whole);
    }

    @Test
    void tellsDamageBeforeALaterBatchFromATornOne() throws IOException {
        Path copy = folder.resolve("copy");
        try (SegmentedIndex index = SegmentedIndex.open(folder.resolve("index"), SMALL)) {
            index.add(imaginary.batch("a", 2));
            index.add(imaginary.batch("b", 2));
            copy(folder.resolve("index"), copy);
        }
        Path log = copy.resolve(Opening.LOG);
        byte[] bytes = Files.readAllBytes(log);
        bytes[FingerprintLog.START + 30] ^= 4;
        Files.write(log, bytes);
        assertThatThrownBy(() -> SegmentedIndex.open(copy))
                .isInstanceOf(DamagedIndexException.class)
                .hasMessageContaining("fingerprints.log")
                .hasMessageContaining("expected a whole record at byte 20")
                .hasMessageContaining("proofmark index rebuild");
        assertThat(SegmentedIndex.check(copy).problems()).isNotEmpty();
        RebuildReport report = SegmentedIndex.rebuild(copy, SMALL);
        assertThat(report.damage()).isNotEmpty();
        assertThat(report.damagedLog())
                .hasValueSatisfying(old -> assertThat(old).exists());
        assertThat(report.images()).isEqualTo(3);
        assertThat(SegmentedIndex.check(copy).sound()).isTrue();
    }

    @Test
    void namesTheImagesLostWithADamagedLogWhenASegmentStillKnowsThem() throws IOException {
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            index.add(imaginary.batch("a", 20));
        }
        Path log = folder.resolve(Opening.LOG);
        byte[] bytes = Files.readAllBytes(log);
        bytes[FingerprintLog.START + 40] ^= 4;
        Files.write(log, bytes);
        assertThat(SegmentedIndex.rebuild(folder, SMALL).lostImages()).containsExactly("a0");
    }

    @Test
    void rebuildingLeavesOutWhatWasReplacedOrRemoved() throws IOException {
        Map<String, Fingerprint> now = imaginary.batch("a", 20);
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            index.add(imaginary.batch("a", 20));
            index.add(now);
            index.remove("a7");
        }
        long before = Files.size(folder.resolve(Opening.LOG));

        RebuildReport report = SegmentedIndex.rebuild(folder, SMALL);

        assertThat(report.damage()).isEmpty();
        assertThat(report.freed())
                .isEqualTo(before - Files.size(folder.resolve(Opening.LOG)))
                .isGreaterThan(before / 2);
        assertThat(SegmentedIndex.check(folder).sound()).isTrue();
        assertThat(SegmentedIndex.rebuild(folder, SMALL).freed()).isZero();
        assertThat(heard(advance -> SegmentedIndex.check(folder, advance)))
                .isSorted()
                .last()
                .satisfies(share -> assertThat(share).isBetween(0.9, 1.0));
        assertThat(heard(advance -> SegmentedIndex.rebuild(folder, SMALL, advance)))
                .isSorted()
                .last()
                .isEqualTo(1.0);
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            assertThat(index.images()).hasSize(19).doesNotContain("a7");
            assertThat(index.fingerprint("a3").orElseThrow().toBytes())
                    .isEqualTo(Objects.requireNonNull(now.get("a3")).toBytes());
        }
    }

    @Test
    void rebuildsFromTheLogAloneWhenSegmentsAndManifestAreGone() throws IOException {
        List<String> names;
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            index.add(imaginary.batch("a", 35));
            index.remove("a7");
            names = index.images();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(Opening.LOG)) {
                    Files.delete(file);
                }
            }
        }
        assertThatThrownBy(() -> SegmentedIndex.open(folder))
                .isInstanceOf(DamagedIndexException.class)
                .hasMessageContaining("manifest");
        assertThat(SegmentedIndex.rebuild(folder, SMALL).damage()).isEmpty();
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            assertThat(index.images()).isEqualTo(names);
        }
    }

    @Test
    void deletesWhatAnInterruptedSealLeftBehind() throws IOException {
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            index.add(imaginary.batch("a", 12));
        }
        Files.writeString(folder.resolve("segment-000099.seg"), "half");
        Files.writeString(folder.resolve("segment-000100.seg.unfinished"), "half");
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            assertThat(index.openReport().deletedFiles())
                    .containsExactly("segment-000099.seg", "segment-000100.seg.unfinished");
            assertThat(index.size()).isEqualTo(12);
        }
    }

    @Test
    void mergesAwayRemovedImagesAndDeletesTheirSegments() throws IOException {
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            for (int b = 0; b < 12; b++) {
                index.add(imaginary.batch("b" + b + "/", 10));
            }
            index.images().stream().filter(name -> !name.endsWith("/5")).forEach(index::remove);
            index.compact();
            assertThat(index.statistics().imagesInSegments()).isEqualTo(12);
            index.images().forEach(index::remove);
            index.compact();
            assertThat(index.statistics().segments()).isZero();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("fingerprints.log", "lock", "manifest");
        }
        assertThat(SegmentedIndex.check(folder).sound()).isTrue();
    }

    @Test
    void isSearchedFromOneMomentWhileOthersAddAndRemove() throws InterruptedException {
        Fingerprint steady = imaginary.fingerprint(50, 1);
        Features query = steady.features();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            index.add(Map.of("steady", steady));
            List<Thread> searchers = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                searchers.add(Thread.ofPlatform().start(() -> {
                    try {
                        while (!Thread.currentThread().isInterrupted()) {
                            assertThat(index.search(query, 50).stream().map(Candidate::image))
                                    .containsOnlyOnce("steady")
                                    .startsWith("steady");
                            assertThat(index.fingerprint("steady")).isPresent();
                        }
                    } catch (RuntimeException | Error e) {
                        failure.set(e);
                    }
                }));
            }
            for (int round = 0; round < 25; round++) {
                index.add(imaginary.batch("r" + round + "/", 7));
                index.add(Map.of("steady", steady, "twin " + round, imaginary.fingerprint()));
                index.remove("r" + round + "/3");
            }
            index.compact();
            for (Thread searcher : searchers) {
                searcher.interrupt();
                searcher.join();
            }
            assertThat(failure.get()).isNull();
            assertThat(index.size()).isEqualTo(1 + 25 * 7);
        }
        assertThat(SegmentedIndex.check(folder).problems()).isEmpty();
    }

    @Test
    void survivesThatItsAddingThreadIsInterrupted() {
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            for (int i = 0; i < 30; i++) {
                Thread.currentThread().interrupt();
                index.add(Map.of("i" + i, imaginary.fingerprint()));
                assertThat(index.fingerprint("i" + i)).isPresent();
            }
            assertThat(Thread.interrupted()).isTrue();
            assertThat(index.size()).isEqualTo(30);
        }
        try (SegmentedIndex index = SegmentedIndex.open(folder, SMALL)) {
            assertThat(index.size()).isEqualTo(30);
        }
    }

    @Test
    void answersNothingAfterClosing() {
        SegmentedIndex index = SegmentedIndex.open(folder);
        index.close();
        index.close();
        assertThatThrownBy(() -> index.search(imaginary.features(5, 1), 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> index.add(imaginary.batch("a", 1))).isInstanceOf(IllegalStateException.class);
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(DirectoryLock.FILE)) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    private static List<Double> heard(Consumer<Advance> task) {
        List<Double> heard = new ArrayList<>();
        task.accept(heard::add);
        return heard;
    }
}
