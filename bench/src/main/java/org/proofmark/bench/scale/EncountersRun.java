package org.proofmark.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.Thumbnails;
import org.proofmark.engine.index.ExactIndex;
import org.proofmark.engine.index.ImageIndex;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.match.Encounters;
import org.proofmark.engine.match.Matcher;
import org.proofmark.engine.match.Verdict;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.InProcessExaminer;

/** Registers real works among ever more images met, and meets real images among many works. */
public final class EncountersRun {
    private static final int BATCH = 1_000;

    /** Rounds of all pictures before those that count: a portal runs for long. */
    private static final int WARM_UP = 10;

    private static final int ROUNDS = 4;
    private static final int FEATURES_OF_WORK = 350;

    private final Map<String, Examined> works = new LinkedHashMap<>();
    private final Map<String, Fingerprint> references = new LinkedHashMap<>();
    private final Map<String, Examined> copies = new LinkedHashMap<>();
    private final Map<String, Fingerprint> kept = new LinkedHashMap<>();
    private final Synthesis synthesis;
    private final byte[] thumbnail;
    private final int features;
    private final long seed;

    /**
     * A run.
     *
     * @param photos that become works
     * @param met pictures that are met
     * @param statistics photos by whose features the drawn images are drawn
     * @param features of a drawn image
     */
    public EncountersRun(Path photos, Path met, Path statistics, int features, long seed) throws IOException {
        this.features = features;
        this.seed = seed;
        try (InProcessExaminer examiner = new InProcessExaminer(MediaLimits.standard())) {
            for (Path file : files(photos)) {
                byte[] bytes = Files.readAllBytes(file);
                if (examiner.examine(bytes, Detail.QUERY) instanceof Examined query
                        && examiner.examine(bytes, Detail.REFERENCE) instanceof Examined reference) {
                    works.put(file.toString(), query);
                    references.put(file.toString(), reference.fingerprint());
                }
            }
            for (Path file : files(met)) {
                meet(examiner, file);
            }
        }
        List<Fingerprint> drawnFrom = new ArrayList<>();
        try (InProcessExaminer examiner = new InProcessExaminer(MediaLimits.standard())) {
            for (Path file : files(statistics)) {
                if (examiner.examine(Files.readAllBytes(file), Detail.REFERENCE) instanceof Examined seen) {
                    drawnFrom.add(seen.fingerprint());
                }
            }
        }
        synthesis = new Synthesis(Statistics.of(drawnFrom, drawnFrom.size() + " photos"), seed, List.of());
        thumbnail = Thumbnails.encode(new GreyPicture(64, 48, new byte[64 * 48]));
    }

    private void meet(InProcessExaminer examiner, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (examiner.examine(bytes, Detail.QUERY) instanceof Examined query) {
            Optional<Examined> deep =
                    Matcher.deservesDeepLook(query) ? examiner.seen(bytes, Detail.DEEP) : Optional.empty();
            copies.put(file.toString(), deep.orElse(query));
            kept.put(file.toString(), Encounters.kept(query, deep));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Runs; the indexes are made in folders of {@code out} and deleted. */
    public EncountersReport run(List<Integer> sizes, int worksMany, Path out) throws IOException {
        int expected = expected();
        List<EncountersReport.Row> rows = new ArrayList<>();
        Path home = Files.createDirectories(out).resolve("met-index");
        ScaleRun.delete(home);
        try (SegmentedIndex index = SegmentedIndex.open(home)) {
            index.add(kept);
            int had = kept.size();
            for (int size : sizes) {
                draw(index, had, size, features);
                index.compact();
                rows.add(ask(index, size, expected));
                System.err.println(rows.getLast());
                had = size;
            }
        }
        ScaleRun.delete(home);
        return new EncountersReport(rows, worksMany, features, seed, forward(worksMany, out.resolve("works-index")));
    }

    /** How many copies are found where nothing else was met. */
    private int expected() {
        ExactIndex alone = new ExactIndex();
        alone.add(kept);
        return works.keySet().stream()
                .mapToInt(work -> found(alone, work, works.size()))
                .sum();
    }

    private int found(ImageIndex met, String work, int many) {
        return (int) new Encounters(met)
                        .showing(
                                work,
                                java.util.Objects.requireNonNull(works.get(work)),
                                java.util.Objects.requireNonNull(references.get(work)),
                                many)
                        .stream()
                        .filter(found -> found.match().verdict() == Verdict.COPY)
                        .count();
    }

    private void draw(SegmentedIndex index, int from, int to, int many) {
        for (int at = from; at < to; at += BATCH) {
            Map<String, Fingerprint> batch = new LinkedHashMap<>();
            for (int i = at; i < Math.min(to, at + BATCH); i++) {
                batch.put("drawn/%07d.jpg".formatted(i), synthesis.image(i, many, thumbnail));
            }
            index.add(batch);
        }
    }

    private EncountersReport.Row ask(SegmentedIndex index, int size, int expected) {
        double[] seconds = new double[works.size()];
        double[] cpu = new double[works.size()];
        int found = 0;
        int number = 0;
        for (String work : works.keySet()) {
            long start = System.nanoTime();
            long cpuStart = ScaleRun.threadCpu();
            found += found(index, work, works.size());
            seconds[number] = (System.nanoTime() - start) / 1e9;
            cpu[number++] = (ScaleRun.threadCpu() - cpuStart) / 1e9;
        }
        Arrays.sort(seconds);
        Arrays.sort(cpu);
        return new EncountersReport.Row(
                size,
                works.size(),
                found,
                expected,
                seconds[seconds.length / 2],
                seconds[seconds.length - 1],
                cpu[cpu.length / 2]);
    }

    private List<Double> forward(int many, Path home) throws IOException {
        ScaleRun.delete(home);
        List<Double> milliseconds = new ArrayList<>();
        try (SegmentedIndex index = SegmentedIndex.open(home)) {
            index.add(references);
            draw(index, references.size(), many, FEATURES_OF_WORK);
            index.compact();
            Matcher matcher = new Matcher(index);
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                for (Examined copy : copies.values()) {
                    long start = ScaleRun.threadCpu();
                    matcher.match(copy);
                    if (round >= WARM_UP) {
                        milliseconds.add((ScaleRun.threadCpu() - start) / 1e6);
                    }
                }
            }
        }
        ScaleRun.delete(home);
        milliseconds.sort(Double::compare);
        return List.of(
                milliseconds.get(milliseconds.size() / 2),
                milliseconds.get(milliseconds.size() * 95 / 100),
                milliseconds.getLast());
    }
}
