package org.proofmark.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;

/**
 * Flipped bits, overwritten bytes and truncations in every file: the damage is detected, or the answers are the right ones.
 * Rounds: {@code -Dproofmark.fuzz.rounds=…} for a long run, {@code -Dproofmark.seed=…} to repeat one.
 */
class IndexFuzzTest {
    private static final IndexSettings SETTINGS = new IndexSettings(12, 2, 1L << 30);

    private final long seed = Long.getLong("proofmark.seed", System.nanoTime());
    private final int rounds = Integer.getInteger("proofmark.fuzz.rounds", 120);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Imaginary imaginary = Imaginary.random(31);
    private final ExactIndex exact = new ExactIndex();

    @TempDir
    private Path folder;

    private Path sound;

    @BeforeEach
    void makeASoundIndex() throws IOException {
        System.out.println("IndexFuzzTest: -Dproofmark.seed=" + seed);
        sound = folder.resolve("sound");
        try (SegmentedIndex fast = SegmentedIndex.open(sound, SETTINGS)) {
            for (ImageIndex index : List.of(fast, exact)) {
                Imaginary same = Imaginary.random(32);
                index.add(same.batch("a", 15));
                index.add(same.batch("b", 20));
                index.add(same.batch("c", 5));
                index.remove("a3");
                index.remove("c1");
            }
        }
    }

    @Test
    void damageInAnyFileOfAClosedIndexIsDetected() throws IOException {
        List<Path> files = files(sound);
        assertThat(files).hasSizeGreaterThanOrEqualTo(3);
        for (int round = 0; round < rounds; round++) {
            Path copy = fresh();
            Path file = copy.resolve(files.get(round % files.size()).getFileName());
            String harm = harm(file);
            String name = file.getFileName().toString();
            try (SegmentedIndex index = SegmentedIndex.open(copy, SETTINGS)) {
                // What a merge broken off at closing left behind is deleted, not read.
                assertThat(index.openReport().deletedFiles())
                        .as("seed %d round %d: %s", seed, round, harm)
                        .contains(name);
            } catch (DamagedIndexException e) {
                assertThat(e).hasMessageContainingAll(name, "expected", "found");
                assertThat(SegmentedIndex.check(copy).problems()).as(harm).isNotEmpty();
            }
        }
    }

    @Test
    void damageInALogTooLongToReadAtOpeningIsDetectedWhenTheImageIsAskedFor() throws IOException {
        IndexSettings lazy = new IndexSettings(12, 2, 0);
        try (SegmentedIndex index = SegmentedIndex.open(sound, lazy)) {
            index.compact();
        }
        for (int round = 0; round < rounds / 4; round++) {
            Path copy = fresh();
            Path log = copy.resolve(Opening.LOG);
            byte[] bytes = Files.readAllBytes(log);
            int at = random.nextInt(FingerprintLog.START, bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(log, bytes);
            try (SegmentedIndex index = SegmentedIndex.open(copy, lazy)) {
                assertAnswersAreRight(index);
                for (String name : exact.images()) {
                    try {
                        assertThat(index.fingerprint(name).orElseThrow().toBytes())
                                .isEqualTo(exact.fingerprint(name).orElseThrow().toBytes());
                    } catch (DamagedIndexException e) {
                        assertThat(e).hasMessageContaining("fingerprints.log");
                    }
                }
            }
            assertThat(SegmentedIndex.check(copy).problems())
                    .as("seed %d round %d", seed, round)
                    .isNotEmpty();
        }
    }

    @Test
    void damageBehindTheLastManifestIsDetectedOrCostsOnlyTheLastBatch() throws IOException {
        Path running = folder.resolve("running");
        try (SegmentedIndex index = SegmentedIndex.open(sound, SETTINGS)) {
            index.add(Imaginary.random(33).batch("d", 2));
            index.add(Imaginary.random(34).batch("e", 2));
            SegmentedIndexTest.copy(sound, running);
        }
        List<String> all = Stream.concat(exact.images().stream(), Stream.of("d0", "d1", "e0", "e1"))
                .toList();
        sound = running;
        for (int round = 0; round < rounds; round++) {
            Path copy = fresh();
            long before = Files.size(copy.resolve(Opening.LOG));
            String harm = harm(copy.resolve(Opening.LOG));
            boolean shorter = Files.size(copy.resolve(Opening.LOG)) < before;
            try (SegmentedIndex index = SegmentedIndex.open(copy, SETTINGS)) {
                // A file that ends between two batches looks as if the later one had never been written.
                assertThat(shorter || index.openReport().tornBytes() > 0)
                        .as(harm)
                        .isTrue();
                assertThat(index.images())
                        .as(harm)
                        .isIn(all.subList(0, all.size() - 2), all.subList(0, all.size() - 4));
            } catch (DamagedIndexException e) {
                assertThat(e).hasMessageContaining("fingerprints.log");
            }
        }
    }

    @Test
    void rubbishBehindTheLastBatchIsCutOffWhateverItIs() throws IOException {
        for (int round = 0; round < rounds / 4; round++) {
            Path copy = fresh();
            Path log = copy.resolve(Opening.LOG);
            byte[] bytes = Files.readAllBytes(log);
            byte[] rubbish = new byte[1 + random.nextInt(3000)];
            random.nextBytes(rubbish);
            if (random.nextBoolean()) {
                int from = random.nextInt(bytes.length);
                rubbish = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + rubbish.length));
            }
            byte[] longer = Arrays.copyOf(bytes, bytes.length + rubbish.length);
            System.arraycopy(rubbish, 0, longer, bytes.length, rubbish.length);
            Files.write(log, longer);
            try (SegmentedIndex index = SegmentedIndex.open(copy, SETTINGS)) {
                assertThat(index.openReport().tornBytes()).isEqualTo(rubbish.length);
                assertThat(index.images()).isEqualTo(exact.images());
                assertAnswersAreRight(index);
            }
        }
    }

    @Test
    void rebuildingNeverInventsAnImageAndLeavesASoundIndex() throws IOException {
        for (int round = 0; round < rounds / 8; round++) {
            Path copy = fresh();
            List<Path> files = files(copy);
            String harm = harm(files.get(random.nextInt(files.size())));
            SegmentedIndex.rebuild(copy, SETTINGS);
            assertThat(SegmentedIndex.check(copy).problems()).as(harm).isEmpty();
            try (SegmentedIndex index = SegmentedIndex.open(copy, SETTINGS)) {
                for (String name : index.images()) {
                    if (!name.equals("a3") && !name.equals("c1")) {
                        assertThat(index.fingerprint(name).orElseThrow().toBytes())
                                .as(harm)
                                .isEqualTo(exact.fingerprint(name).orElseThrow().toBytes());
                    }
                }
            }
        }
    }

    @Test
    void damageInAFingerprintIsDetected() {
        byte[] whole = imaginary.fingerprint(40, 2).toBytes();
        assertThat(Fingerprint.parse(whole).toBytes()).isEqualTo(whole);
        for (int round = 0; round < rounds * 40; round++) {
            byte[] harmed = harmed(whole);
            assertThatThrownBy(() -> Fingerprint.parse(harmed))
                    .as("seed %d round %d", seed, round)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected");
        }
    }

    private void assertAnswersAreRight(SegmentedIndex index) {
        for (int i = 0; i < 5; i++) {
            String name = exact.images().get(random.nextInt(exact.size()));
            Features query = imaginary.copy(exact.fingerprint(name).orElseThrow(), 3);
            SegmentedIndexContractTest.assertSame(index.search(query, 10), exact.search(query, 10));
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith(DirectoryLock.FILE))
                    .sorted()
                    .toList();
        }
    }

    private Path fresh() throws IOException {
        Path copy = folder.resolve("copy");
        if (Files.exists(copy)) {
            try (Stream<Path> files = Files.list(copy)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        SegmentedIndexTest.copy(sound, copy);
        return copy;
    }

    private String harm(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] harmed = harmed(bytes);
        Files.write(file, harmed);
        return "%s of %d bytes, now %d, first difference at byte %d"
                .formatted(file.getFileName(), bytes.length, harmed.length, Arrays.mismatch(bytes, harmed));
    }

    /** The bytes with one to three bits flipped, a run overwritten, or the end cut off; never the same. */
    private byte[] harmed(byte[] whole) {
        byte[] harmed = whole.clone();
        while (Arrays.equals(harmed, whole)) {
            int at = random.nextInt(whole.length);
            switch (random.nextInt(4)) {
                case 0 -> {
                    return Arrays.copyOf(whole, at);
                }
                case 1 ->
                    Arrays.fill(
                            harmed, at, Math.min(whole.length, at + 1 + random.nextInt(64)), (byte) random.nextInt(3));
                default -> {
                    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                        harmed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                }
            }
        }
        return harmed;
    }
}
