package org.proofmark.bench.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Memory of the portal's process and of its PostgreSQL, from time to time: what of it is its own, shared pages by their share. */
final class Memory {
    private static final int SAMPLES = 8;

    private final PortalProcess portal;

    Memory(PortalProcess portal) {
        this.portal = portal;
    }

    /** Looks eight times until then; in Markdown. */
    String watchUntil(long end) throws InterruptedException {
        long begin = System.nanoTime();
        List<String> rows = new ArrayList<>();
        for (int sample = 1; sample <= SAMPLES; sample++) {
            long at = begin + (end - begin) * sample / SAMPLES;
            Thread.sleep(Math.max(0, (at - System.nanoTime()) / 1_000_000));
            rows.add("| %d s | %,d MB | %,d MB | %s |"
                    .formatted(
                            (at - begin) / 1_000_000_000,
                            of(Stream.of(portal.pid())),
                            of(portal.postgres().map(ProcessHandle::pid)),
                            load()));
        }
        return "| after | portal | PostgreSQL | load of the machine |\n|--:|--:|--:|--:|\n" + String.join("\n", rows)
                + "\n";
    }

    private static long of(Stream<Long> processes) {
        return processes.mapToLong(Memory::proportional).sum() / 1024;
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
