package org.proofmark.bench.speed;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * CPU times of several ways to treat a file. The ways take turns, file by file, so that what disturbs the machine disturbs
 * all of them.
 */
final class Medians {
    private final Map<String, Consumer<byte[]>> ways = new LinkedHashMap<>();
    private final Map<String, Double> millis = new LinkedHashMap<>();

    /** Adds a way. */
    Medians way(String name, Consumer<byte[]> way) {
        ways.put(name, way);
        return this;
    }

    /**
     * Measures.
     *
     * @param warmUp rounds over all files before counting
     * @param rounds rounds that count
     */
    Medians measure(List<byte[]> files, int warmUp, int rounds) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = -warmUp; round < rounds; round++) {
            for (byte[] file : files) {
                for (Map.Entry<String, Consumer<byte[]>> way : ways.entrySet()) {
                    double time = cpuMillis(() -> way.getValue().accept(file));
                    if (round >= 0) {
                        times.computeIfAbsent(way.getKey(), _ -> new ArrayList<>())
                                .add(time);
                    }
                }
            }
        }
        times.forEach((name, values) -> millis.put(name, median(values)));
        return this;
    }

    /** Median CPU milliseconds of every way, in the order they were added. */
    Map<String, Double> millis() {
        return millis;
    }

    private static double cpuMillis(Runnable run) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        run.run();
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted)
                .skip((sorted.length - 1) / 2)
                .limit(2 - sorted.length % 2)
                .average()
                .orElse(0);
    }
}
