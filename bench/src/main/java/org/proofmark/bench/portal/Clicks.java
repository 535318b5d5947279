package org.proofmark.bench.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** How long each kind of call took, from many threads. */
final class Clicks {
    private final Map<String, List<Long>> nanos = new TreeMap<>();
    private final Map<String, Integer> errors = new TreeMap<>();

    synchronized void took(String kind, long time) {
        nanos.computeIfAbsent(kind, none -> new ArrayList<>()).add(time);
    }

    synchronized void failed(String kind, String what) {
        errors.merge(kind + ": " + what, 1, Integer::sum);
    }

    /** Forgets how long calls took until now; errors stay. */
    synchronized void startOver() {
        nanos.clear();
    }

    synchronized int errorCount() {
        return errors.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The time in milliseconds that this share of the calls stays below. */
    synchronized long percentile(String kind, double share) {
        List<Long> sorted =
                nanos.getOrDefault(kind, List.of()).stream().sorted().toList();
        int at = Math.clamp((long) Math.ceil(share * sorted.size()) - 1, 0, Math.max(0, sorted.size() - 1));
        return sorted.isEmpty() ? 0 : TimeUnit.NANOSECONDS.toMillis(sorted.get(at));
    }

    synchronized String markdown() {
        StringBuilder table = new StringBuilder("| | calls | p50 | p95 | p99 |\n|---|--:|--:|--:|--:|\n");
        nanos.forEach((kind, times) -> table.append("| %s | %,d | %d ms | %d ms | %d ms |\n"
                .formatted(kind, times.size(), percentile(kind, .5), percentile(kind, .95), percentile(kind, .99))));
        table.append("\n%d errors\n".formatted(errorCount()));
        errors.forEach((what, count) -> table.append("%d × %s\n".formatted(count, what)));
        return table.toString();
    }
}
