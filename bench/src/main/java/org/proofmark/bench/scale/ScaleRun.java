package org.proofmark.bench.scale;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.Candidate;
import org.proofmark.engine.index.IndexStatistics;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.InProcessExaminer;

/** Grows one index from size to size and measures it at each. */
public final class ScaleRun {
    private static final int BATCH = 1000;
    private static final int SHORT_LIST = 100;

    private final Statistics statistics;
    private final Synthesis synthesis;
    private final @Nullable RealCopies real;
    private final int works;
    private final long seed;
    private final int queries;

    /**
     * A run.
     *
     * @param photos where statistics and queries come from; {@code null} for assumed ones
     * @param real photos registered among the drawn images, and copies of them asked for; {@code null} for none
     */
    public ScaleRun(@Nullable Path photos, @Nullable RealCopies real, long seed, int queries) throws IOException {
        this.real = real;
        works = real == null ? 0 : real.works().size();
        this.seed = seed;
        this.queries = queries;
        List<Fingerprint> references = new ArrayList<>();
        List<Features> asked = new ArrayList<>();
        if (photos != null) {
            look(photos, references, asked);
        }
        statistics = references.isEmpty()
                ? Statistics.assumed()
                : Statistics.of(references, "%,d photos".formatted(references.size()));
        synthesis = new Synthesis(statistics, seed, asked);
    }

    private static void look(Path photos, List<Fingerprint> references, List<Features> asked) throws IOException {
        try (InProcessExaminer examiner = new InProcessExaminer(MediaLimits.standard());
                Stream<Path> files = Files.walk(photos)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (examiner.examine(bytes, Detail.REFERENCE) instanceof Examined reference
                        && examiner.examine(bytes, Detail.QUERY) instanceof Examined query) {
                    references.add(reference.fingerprint());
                    asked.add(query.fingerprint().features());
                }
            }
        }
    }

    /** Runs; the index is made in a folder of {@code out} and deleted at the end. */
    public ScaleReport run(List<Integer> sizes, Path out) throws IOException {
        Path home = Files.createDirectories(out).resolve("scale-index");
        delete(home);
        List<ScaleReport.Row> rows = new ArrayList<>();
        int had = 0;
        for (int size : sizes) {
            rows.add(grow(home, had, size));
            System.err.println(rows.getLast());
            had = size;
        }
        delete(home);
        String copies = real == null ? "" : real.toString();
        return new ScaleReport(rows, statistics.source(), copies, statistics.skew(), statistics.near(), seed, queries);
    }

    private ScaleReport.Row grow(Path home, int had, int size) throws IOException {
        double wall;
        double cpu;
        int segmentsAdded;
        double[] asAdded;
        try (SegmentedIndex index = SegmentedIndex.open(home)) {
            long start = System.nanoTime();
            long cpuStart = processCpu();
            Drawing drawing = add(index, had, size);
            wall = (System.nanoTime() - start - drawing.wall) / 1e9;
            cpu = (processCpu() - cpuStart - drawing.cpu) / 1e9;
            segmentsAdded = index.statistics().segments();
            asAdded = ask(index, size).milliseconds();
            index.compact();
        }
        long start = System.nanoTime();
        try (SegmentedIndex index = SegmentedIndex.open(home)) {
            double open = (System.nanoTime() - start) / 1e9;
            Answers answers = ask(index, size);
            ScaleReport.Real found = real == null ? null : found(real.ask(index), real.askWithoutBudget(index));
            IndexStatistics measured = index.statistics();
            return new ScaleReport.Row(
                    size,
                    (size - had) / wall,
                    1000 * cpu / (size - had),
                    segmentsAdded,
                    quantile(asAdded, 0.5),
                    quantile(answers.milliseconds, 0.5),
                    quantile(answers.milliseconds, 0.95),
                    answers.found,
                    measured.segmentBytes() / (double) size,
                    measured.logBytes() / (double) size,
                    open,
                    found);
        }
    }

    private static ScaleReport.Real found(RealCopies.Recall within, RealCopies.Recall without) {
        return new ScaleReport.Real(
                within.inFirstList(),
                without.inFirstList(),
                within.inAnyList(),
                without.inAnyList(),
                quantile(within.milliseconds(), 0.5),
                quantile(within.milliseconds(), 0.95),
                quantile(without.milliseconds(), 0.5));
    }

    /** Nanoseconds spent on drawing images, by the one thread that also adds them. */
    private record Drawing(long wall, long cpu) {}

    private Drawing add(SegmentedIndex index, int from, int to) {
        long wall = 0;
        long cpu = 0;
        for (int at = from; at < to; at += BATCH) {
            long start = System.nanoTime();
            long cpuStart = threadCpu();
            Map<String, Fingerprint> batch = new LinkedHashMap<>();
            if (at == 0 && real != null) {
                batch.putAll(real.works());
            }
            for (int i = Math.max(at, works); i < Math.min(to, at + BATCH); i++) {
                batch.put(name(i), synthesis.image(i));
            }
            wall += System.nanoTime() - start;
            cpu += threadCpu() - cpuStart;
            index.add(batch);
        }
        return new Drawing(wall, cpu);
    }

    private static String name(int image) {
        return "drawn/%07d.jpg".formatted(image);
    }

    /** Times of all queries in ms of CPU, rising, and the share of copies whose image came first. */
    @SuppressWarnings("ArrayRecordComponent") // local
    private record Answers(double[] milliseconds, double found) {}

    private Answers ask(SegmentedIndex index, int size) {
        double[] milliseconds = new double[queries];
        int copies = 0;
        int found = 0;
        for (int q = -queries / 2; q < queries; q++) {
            int number = Math.abs(q);
            int target = works + (int) (number * 7_919_031L % (size - works));
            Features query = number % 2 == 0 ? synthesis.copy(target) : synthesis.stranger(number);
            long start = threadCpu();
            List<Candidate> candidates = index.search(query, SHORT_LIST);
            if (q >= 0) {
                milliseconds[q] = (threadCpu() - start) / 1e6;
                copies += number % 2 == 0 ? 1 : 0;
                boolean first =
                        !candidates.isEmpty() && candidates.getFirst().image().equals(name(target));
                found += number % 2 == 0 && first ? 1 : 0;
            }
        }
        Arrays.sort(milliseconds);
        return new Answers(milliseconds, found / (double) copies);
    }

    private static double quantile(double[] rising, double share) {
        return rising[(int) Math.min(rising.length - 1, rising.length * share)];
    }

    static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long processCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    static void delete(Path home) throws IOException {
        if (Files.exists(home)) {
            try (Stream<Path> files = Files.list(home)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(home);
        }
    }
}
