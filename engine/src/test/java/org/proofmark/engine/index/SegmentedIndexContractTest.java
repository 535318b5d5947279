package org.proofmark.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;

/** The fast index answers as the exact one, whatever was done to both. */
class SegmentedIndexContractTest {
    private static final IndexSettings SMALL = new IndexSettings(20, 2, 1L << 30);

    @TempDir
    private Path folder;

    @Test
    void answersAsTheExactIndexWhenNothingIsAlike() {
        compareThroughALife(Imaginary.random(11), 11);
    }

    @Test
    void answersAsTheExactIndexWhenEverythingIsAlike() {
        compareThroughALife(Imaginary.clustered(12), 12);
    }

    @Test
    void answersAsTheExactIndexAfterAnyHistory() {
        long seed = Long.getLong("proofmark.seed", System.nanoTime());
        System.out.println("answersAsTheExactIndexAfterAnyHistory: -Dproofmark.seed=" + seed);
        compareThroughALife(seed % 2 == 0 ? Imaginary.random(seed) : Imaginary.clustered(seed), seed);
    }

    @Test
    void findsImagesBeyondTheFirstChunkOfASegment() {
        Imaginary imaginary = Imaginary.random(13);
        Path home = folder.resolve("chunks");
        ExactIndex exact = new ExactIndex();
        try (SegmentedIndex fast = SegmentedIndex.open(home, new IndexSettings(30_000, 2, 0))) {
            for (int b = 0; b < 7; b++) {
                Map<String, Fingerprint> batch = new LinkedHashMap<>();
                for (int i = 0; i < 20_000; i++) {
                    batch.put("b" + b + "/" + i, imaginary.fingerprint(2, 1));
                }
                exact.add(batch);
                fast.add(batch);
            }
            fast.remove("b1/77");
            exact.remove("b1/77");
            fast.compact();
            assertThat(fast.statistics().segments()).isEqualTo(1);
            for (String name : List.of("b0/0", "b3/5534", "b3/5535", "b3/5536", "b3/5537", "b6/19999")) {
                Features query = imaginary.copy(exact.fingerprint(name).orElseThrow(), 3);
                assertSame(fast.search(query, 5), exact.search(query, 5));
            }
        }
        assertThat(SegmentedIndex.check(home).problems()).isEmpty();
    }

    private void compareThroughALife(Imaginary imaginary, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Path home = folder.resolve("index");
        ExactIndex exact = new ExactIndex();
        SegmentedIndex fast = SegmentedIndex.open(home, SMALL);
        for (int step = 0; step < 70; step++) {
            List<String> names = new ArrayList<>(exact.images());
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> addToBoth(exact, fast, imaginary.batch("s" + step + "/", 1 + random.nextInt(30)));
                case 4 -> addToBoth(exact, fast, Map.of("one " + step, imaginary.fingerprint()));
                case 5 -> {
                    if (!names.isEmpty()) {
                        addToBoth(
                                exact, fast, Map.of(names.get(random.nextInt(names.size())), imaginary.fingerprint()));
                    }
                }
                case 6, 7, 8 -> {
                    for (int i = 0; i < 6 && !names.isEmpty(); i++) {
                        String name = names.remove(random.nextInt(names.size()));
                        assertThat(fast.remove(name)).isEqualTo(exact.remove(name));
                    }
                }
                case 9 -> {
                    fast.close();
                    if (random.nextBoolean()) {
                        assertThat(SegmentedIndex.check(home).problems()).isEmpty();
                    }
                    if (random.nextInt(4) == 0) {
                        assertThat(SegmentedIndex.rebuild(home, SMALL).images()).isEqualTo(exact.size());
                    }
                    fast = SegmentedIndex.open(home, SMALL);
                }
                case 10 -> fast.compact();
                default -> assertThat(fast.remove("never added")).isFalse();
            }
            assertAlike(fast, exact, imaginary, random);
        }
        fast.close();
        assertThat(SegmentedIndex.check(home).problems()).isEmpty();
    }

    private static void addToBoth(ImageIndex exact, ImageIndex fast, Map<String, Fingerprint> images) {
        Map<String, Fingerprint> ordered = new LinkedHashMap<>(images);
        exact.add(ordered);
        fast.add(ordered);
    }

    private static void assertAlike(
            SegmentedIndex fast, ExactIndex exact, Imaginary imaginary, SplittableRandom random) {
        List<String> names = exact.images();
        assertThat(fast.images()).isEqualTo(names);
        assertThat(fast.size()).isEqualTo(names.size());
        assertThat(fast.statistics().trouble()).isEmpty();
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        Fingerprint own = exact.fingerprint(name).orElseThrow();
        assertThat(fast.fingerprint(name).orElseThrow().toBytes()).isEqualTo(own.toBytes());
        Features query = imaginary.copy(own, 1 + random.nextInt(4));
        int limit = 1 + random.nextInt(40);
        assertSame(fast.search(query, limit), exact.search(query, limit));
        long budget = random.nextLong(query.size() * 20L + 1);
        assertSame(fast.search(query, limit, budget), exact.search(query, limit, budget));
    }

    static void assertSame(List<Candidate> found, List<Candidate> expected) {
        assertThat(found).usingRecursiveFieldByFieldElementComparator().containsExactlyElementsOf(expected);
    }
}
