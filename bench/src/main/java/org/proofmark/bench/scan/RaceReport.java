package org.proofmark.bench.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Lets ways of reading a site run in turn, round after round, and compares their medians. */
public final class RaceReport {
    private static final String ONE = "scan, one looker";
    private static final String TWO = "scan, two lookers";
    private static final String ONE_PROCESSOR = "scan on one processor";
    private static final String TWO_PROCESSORS = "scan on two processors";
    private static final String ENGINE_ONE_PROCESSOR = "engine alone on one processor";
    private static final String ENGINE_TWO_PROCESSORS = "engine alone on two processors";
    private static final String BESIDE = "the same beside fourteen that misbehave";
    private static final String WGET = "wget --mirror";
    private static final String ENGINE_ONE = "engine alone, one thread";
    private static final String ENGINE_TWO = "engine alone, two threads";

    private final Map<String, List<Lap>> laps = new LinkedHashMap<>();

    /** Runs all ways so many times; the report. */
    public static String of(SpeedRace race, int rounds, boolean engine) throws IOException, InterruptedException {
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put(ONE, () -> race.scan(1));
        ways.put(TWO, () -> race.scan(2));
        boolean wget = SpeedRace.has("wget");
        if (wget) {
            ways.put(WGET, race::wget);
        }
        if (engine) {
            ways.put(ENGINE_ONE, () -> race.engine(1));
            ways.put(ENGINE_TWO, () -> race.engine(2));
        }
        return run(ways, rounds).table() + (wget ? "" : "\nNot beside wget: there is none (apt-get install wget).\n");
    }

    /**
     * Scans the site on one processor and on two, so many times, and lets the engine look at its images on the same, which
     * is as much as this machine's second processor can give; the report.
     */
    public static String ofProcessors(SpeedRace race, int rounds) throws IOException, InterruptedException {
        if (!SpeedRace.has("taskset")) {
            return "Not measured: there is no taskset.\n";
        }
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put(ONE_PROCESSOR, () -> Processors.keep(1, () -> race.scan(1)));
        ways.put(TWO_PROCESSORS, () -> Processors.keep(2, () -> race.scan(2)));
        ways.put(ENGINE_ONE_PROCESSOR, () -> Processors.keep(1, () -> race.engine(1)));
        ways.put(ENGINE_TWO_PROCESSORS, () -> Processors.keep(2, () -> race.engine(2)));
        return run(ways, rounds).table();
    }

    /** Scans the site alone and beside servers that misbehave, so many times; the report. */
    public static String besideUnruly(SpeedRace race, int rounds) throws IOException, InterruptedException {
        try (UnrulyServers unruly = UnrulyServers.open()) {
            Map<String, Way> ways = new LinkedHashMap<>();
            ways.put(TWO, () -> race.scan(2));
            ways.put(BESIDE, () -> race.scan(2, unruly.addresses()));
            return run(ways, rounds).table();
        }
    }

    private static RaceReport run(Map<String, Way> ways, int rounds) throws IOException, InterruptedException {
        RaceReport report = new RaceReport();
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                Lap lap = way.getValue().run();
                report.laps
                        .computeIfAbsent(way.getKey(), any -> new ArrayList<>())
                        .add(lap);
                System.err.println("round " + round + ": " + way.getKey() + ": " + lap);
            }
        }
        return report;
    }

    private String table() {
        StringBuilder text = new StringBuilder("| | pages/s | images/s | seconds |\n|---|--:|--:|--:|\n");
        for (String way : laps.keySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f |%n",
                    way,
                    shown(median(way, Lap::pagesPerSecond)),
                    shown(median(way, Lap::imagesPerSecond)),
                    median(way, Lap::seconds)));
        }
        text.append("\nRatios, medians of rounds:");
        ratio(text, "two lookers to one", TWO, ONE);
        ratio(text, "two processors to one", TWO_PROCESSORS, ONE_PROCESSOR);
        ratio(text, "in the second half of the images", TWO_PROCESSORS, ONE_PROCESSOR, Lap::secondsOfHalf);
        ratio(text, "engine, two processors to one", ENGINE_TWO_PROCESSORS, ENGINE_ONE_PROCESSOR);
        ratio(text, "in the second half", ENGINE_TWO_PROCESSORS, ENGINE_ONE_PROCESSOR, Lap::secondsOfHalf);
        ratio(text, "beside those that misbehave to alone", BESIDE, TWO);
        ratio(text, "scan (two lookers) to wget", TWO, WGET);
        ratio(text, "scan to engine alone, one", ONE, ENGINE_ONE);
        ratio(text, "two", TWO, ENGINE_TWO);
        ratio(text, "engine, two threads to one", ENGINE_TWO, ENGINE_ONE);
        return text.append(".\n").toString();
    }

    /** How many times as fast one way is as another. */
    private void ratio(StringBuilder text, String words, String fast, String slow) {
        ratio(text, words, fast, slow, Lap::seconds);
    }

    private void ratio(StringBuilder text, String words, String fast, String slow, ToDoubleFunction<Lap> seconds) {
        List<Lap> those = laps.getOrDefault(fast, List.of());
        List<Lap> these = laps.getOrDefault(slow, List.of());
        if (!those.isEmpty() && !these.isEmpty()) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < those.size(); round++) {
                ratios.add(seconds.applyAsDouble(these.get(round)) / seconds.applyAsDouble(those.get(round)));
            }
            text.append(String.format(
                    Locale.ROOT, "%s %s %.2f", text.toString().endsWith(":") ? "" : " ·", words, median(ratios)));
        }
    }

    private double median(String way, ToDoubleFunction<Lap> figure) {
        return median(laps.getOrDefault(way, List.of()).stream()
                .map(figure::applyAsDouble)
                .toList());
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    private static String shown(double figure) {
        return figure == 0 ? "–" : String.format(Locale.ROOT, figure < 100 ? "%.1f" : "%,.0f", figure);
    }
}
