package org.proofmark.bench.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the portal's process and its PostgreSQL use, from time to time: memory of their own, shared pages by their share, and
 * seconds of processor since the beginning.
 */
final class Usage {
    private static final int SAMPLES = 8;

    private final PortalProcess portal;

    Usage(PortalProcess portal) {
        this.portal = portal;
    }

    /** Looks eight times until then; in Markdown. */
    String watchUntil(long end) throws InterruptedException {
        long begin = System.nanoTime();
        double busyBefore = busy(portal());
        double busyDatabase = busy(portal.postgres());
        List<String> rows = new ArrayList<>();
        for (int sample = 1; sample <= SAMPLES; sample++) {
            long at = begin + (end - begin) * sample / SAMPLES;
            Thread.sleep(Math.max(0, (at - System.nanoTime()) / 1_000_000));
            rows.add("| %d s | %,d MB | %.1f s | %,d MB | %.1f s | %s |"
                    .formatted(
                            (at - begin) / 1_000_000_000,
                            of(Stream.of(portal.pid())),
                            busy(portal()) - busyBefore,
                            of(portal.postgres().map(ProcessHandle::pid)),
                            busy(portal.postgres()) - busyDatabase,
                            load()));
        }
        return "| after | portal | its processor | PostgreSQL | its processor | load of the machine |\n"
                + "|--:|--:|--:|--:|--:|--:|\n" + String.join("\n", rows) + "\n";
    }

    private Stream<ProcessHandle> portal() {
        return ProcessHandle.of(portal.pid()).stream();
    }

    private static double busy(Stream<ProcessHandle> processes) {
        return processes
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1e3;
    }

    private static long of(Stream<Long> processes) {
        return processes.mapToLong(Usage::proportional).sum() / 1024;
    }

    /** Proportional set size in KiB (Linux, {@code smaps_rollup}). */
    private static long proportional(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException absent) {
            return "?";
        }
    }
}
