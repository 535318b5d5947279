package org.proofmark.bench.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.proofmark.bench.hostile.HostileRun.Round;
import org.proofmark.engine.worker.PoolSettings;

/** The figures of a run, and whether it held. */
public final class HostileReport {
    /** What the memory of this process may drift by between settled rounds, in MB. */
    private static final double DRIFT = 48;

    private static final int SLOWEST = 10;

    private final List<Round> rounds;
    private final PoolSettings settings;
    private final double limitMillis;

    HostileReport(List<Round> rounds, PoolSettings settings, double limitMillis) {
        this.rounds = rounds;
        this.settings = settings;
        this.limitMillis = limitMillis;
    }

    /** Answers that came later than they may. */
    public long late() {
        return rounds.stream().mapToLong(Round::late).sum();
    }

    /**
     * By how much the highest resident memory of this process grew from the first half of the rounds to the second, in MB.
     * Highest, because the collector takes and gives back heap from round to round.
     */
    public double growth() {
        return rounds.size() <= HostileRun.SETTLED ? 0 : highest(secondHalf()) - highest(firstHalf());
    }

    private List<Round> firstHalf() {
        return rounds.subList(0, (rounds.size() + 1) / 2);
    }

    private List<Round> secondHalf() {
        return rounds.subList(rounds.size() / 2, rounds.size());
    }

    private static double highest(List<Round> some) {
        return some.stream().mapToDouble(Round::residentMegabytes).max().orElse(0);
    }

    /** Whether every file was answered in time and the memory came back to its level. */
    public boolean held() {
        return late() == 0 && growth() <= DRIFT;
    }

    /** Writes {@code hostile.md} and {@code hostile.csv}. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("hostile.md"), markdown());
        Files.writeString(folder.resolve("hostile.csv"), csv());
    }

    private List<Answered> last() {
        return rounds.getLast().answers();
    }

    /** The report. */
    public String markdown() {
        return """
                %d files, %d rounds, %d workers, %d s and %d MB of heap each. Last round: %.1f s.
                Answers later than %.0f s: %d. Workers that died of a file, in all rounds: %d.
                Memory of the main process: highest resident %.0f MB in the first half of the rounds, %.0f MB in the second;
                live heap %.1f MB after the first round, %.1f MB after the last.

                %s
                Slowest of the last round:

                %s
                Files that a worker died of, in the last round:

                %s""".formatted(
                last().size(),
                rounds.size(),
                settings.workers(),
                settings.limits().time().toSeconds(),
                settings.limits().workerMemoryMegabytes(),
                rounds.getLast().seconds(),
                limitMillis / 1000,
                late(),
                rounds.stream().mapToLong(Round::deaths).sum(),
                highest(firstHalf()),
                highest(secondHalf()),
                rounds.getFirst().heapMegabytes(),
                rounds.getLast().heapMegabytes(),
                outcomes(),
                lines(last().stream()
                        .sorted(Comparator.comparingDouble(Answered::millis).reversed())
                        .limit(SLOWEST)
                        .toList()),
                lines(last().stream().filter(Answered::killed).toList()));
    }

    /** Outcomes by folder. */
    private String outcomes() {
        Map<String, Map<String, Long>> table = last().stream()
                .collect(Collectors.groupingBy(
                        Answered::kind,
                        TreeMap::new,
                        Collectors.groupingBy(Answered::folder, TreeMap::new, Collectors.counting())));
        TreeSet<String> folders = last().stream().map(Answered::folder).collect(Collectors.toCollection(TreeSet::new));
        StringBuilder text = new StringBuilder("| outcome | " + String.join(" | ", folders) + " | all |\n|---|");
        text.append("--:|".repeat(folders.size() + 1)).append('\n');
        table.forEach((kind, counts) -> {
            text.append("| ").append(kind);
            folders.forEach(folder -> text.append(" | ").append(counts.getOrDefault(folder, 0L)));
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            text.append(" | ").append(all).append(" |\n");
        });
        return text.toString();
    }

    private static String lines(List<Answered> answers) {
        StringBuilder text = new StringBuilder("| file | ms | outcome |\n|---|--:|---|\n");
        for (Answered answer : answers) {
            text.append("| %s | %.0f | %s: %s |\n"
                    .formatted(
                            answer.file(),
                            answer.millis(),
                            answer.kind(),
                            answer.explanation().replace('|', '/')));
        }
        return text.toString();
    }

    private String csv() {
        StringBuilder text = new StringBuilder("file,bytes,ms,outcome,explanation\n");
        for (Answered answer : last()) {
            text.append("%s,%d,%.1f,%s,\"%s\"\n"
                    .formatted(
                            answer.file(),
                            answer.bytes(),
                            answer.millis(),
                            answer.kind(),
                            answer.explanation().replace("\"", "\"\"")));
        }
        return text.toString();
    }
}
