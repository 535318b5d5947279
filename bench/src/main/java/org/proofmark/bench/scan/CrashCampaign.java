package org.proofmark.bench.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Scans a site undisturbed, then again and again under kills, until enough of them were made; every scan that came to its end
 * is compared with the undisturbed one.
 */
public final class CrashCampaign {
    private static final long LOOK = 5;
    private static final int MOMENT = 30;
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    private final CountingServer server;
    private final Path works;
    private final Path home;
    private final int lookers;
    private final SplittableRandom random;
    private final List<String> failures = new ArrayList<>();
    private final List<Integer> repeats = new ArrayList<>();
    private Set<String> expectedMatches = Set.of();
    private Set<String> expectedPaths = Set.of();
    private int kills;
    private int scans;
    private long fetched;
    private long robots;
    private int noted;

    /**
     * A campaign.
     *
     * @param works the photos to look for
     * @param home a folder for what the scans write
     * @param lookers threads and workers of a scan
     */
    public CrashCampaign(CountingServer server, Path works, Path home, int lookers, long seed) {
        this.server = server;
        this.works = works;
        this.home = home;
        this.lookers = lookers;
        this.random = new SplittableRandom(seed);
    }

    /**
     * What came of a campaign.
     *
     * @param kills processes killed while they scanned
     * @param scans that came to their end after kills
     * @param addresses of the site, robots.txt aside
     * @param matches lines of matches.csv of each scan
     * @param fetched answers given to the killed scans, robots.txt aside
     * @param repeated answers of these given more than once in a scan
     * @param mostRepeated between two kills
     * @param robots answers to a process that began by asking for robots.txt
     * @param failures what should not have happened
     */
    public record Report(
            int kills,
            int scans,
            int addresses,
            int matches,
            long fetched,
            long repeated,
            int mostRepeated,
            long robots,
            List<String> failures) {
        /** Repeated answers, as a share of all. */
        public double share() {
            return fetched == 0 ? 0 : (double) repeated / fetched;
        }

        /** The report, as a table. */
        public String markdown() {
            return String.format(
                            Locale.ROOT,
                            """
                    | | |
                    |---|---|
                    | kills (kill -9 of the process and its workers) | %,d in %,d scans |
                    | addresses of the site | %,d, all asked for in every scan: %s |
                    | matches.csv, times aside | %,d lines, in every scan as undisturbed: %s |
                    | fetches of the killed scans | %,d |
                    | of these repeated | %,d (%.2f %%); a kill: %.1f, at most %d |
                    | robots.txt, asked for by every new process | %,d |

                    %s
                    """,
                            kills,
                            scans,
                            addresses,
                            failures.isEmpty() ? "yes" : "NO",
                            matches,
                            failures.isEmpty() ? "yes" : "NO",
                            fetched,
                            repeated,
                            share() * 100,
                            kills == 0 ? 0 : (double) repeated / kills,
                            mostRepeated,
                            robots,
                            String.join("\n", failures))
                    .strip();
        }
    }

    /**
     * Kills so many processes, each at a random moment: after some requests, so that it is the same moment on a slow machine,
     * and some milliseconds more.
     *
     * @param fewest requests of a process until it is killed
     * @param most requests of a process until it is killed
     */
    public Report run(int wanted, int fewest, int most) throws IOException, InterruptedException {
        Path calm = home.resolve("undisturbed");
        Folders.delete(calm);
        requireSuccess(start(calm), calm);
        expectedMatches = matches(calm);
        expectedPaths = server.paths();
        server.reset();
        say("undisturbed: %,d addresses, %,d matches".formatted(expectedPaths.size(), expectedMatches.size()));
        while (kills < wanted) {
            scan(wanted, fewest, most);
        }
        return new Report(
                kills,
                scans,
                expectedPaths.size(),
                expectedMatches.size(),
                fetched,
                repeats.stream().mapToInt(Integer::intValue).sum(),
                repeats.stream().mapToInt(Integer::intValue).max().orElse(0),
                robots,
                failures);
    }

    private void scan(int wanted, int fewest, int most) throws IOException, InterruptedException {
        Path folder = home.resolve("killed");
        Folders.delete(folder);
        server.reset();
        int before = kills;
        ScanProcess process = start(folder);
        while (kills < wanted && asks(process, random.nextInt(fewest, most + 1))) {
            process.kill();
            kills++;
            noteRepeats();
            if (kills % 10 == 0) {
                say("%,d kills, %,d fetches, %,d repeated"
                        .formatted(
                                kills,
                                fetched + asked(),
                                asked() - server.paths().size()));
            }
            process = start(folder);
        }
        requireSuccess(process, folder);
        noteRepeats();
        noted = 0;
        scans++;
        fetched += asked();
        robots += server.robots();
        compare("matches", expectedMatches, matches(folder), before);
        compare("addresses", expectedPaths, server.paths(), before);
    }

    /** What was repeated since the last kill shows only now, in the life after it. */
    private void noteRepeats() {
        int all = (int) (asked() - server.paths().size());
        repeats.add(all - noted);
        noted = all;
    }

    private long asked() {
        return server.requests() - server.robots();
    }

    /** Waits until a process has made so many requests, and a moment more; whether it is still alive. */
    private boolean asks(ScanProcess process, int requests) throws InterruptedException {
        long until = server.requests() + requests;
        while (process.isAlive() && server.requests() < until) {
            Thread.sleep(LOOK);
        }
        Thread.sleep(random.nextInt(MOMENT));
        return process.isAlive();
    }

    private ScanProcess start(Path folder) throws IOException {
        return ScanProcess.start(works, List.of(server.address()), folder, lookers, true);
    }

    private static void requireSuccess(ScanProcess process, Path folder) throws InterruptedException, IOException {
        int code = process.join();
        if (code != 0) {
            throw new IOException("a scan ended with %d; see %s".formatted(code, folder.resolve("scan.txt")));
        }
    }

    private static Set<String> matches(Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("matches.csv"))) {
            return new TreeSet<>(
                    lines.map(line -> TIME.matcher(line).replaceAll("")).toList());
        }
    }

    private void compare(String what, Set<String> expected, Set<String> found, int before) {
        Set<String> missing = new HashSet<>(expected);
        missing.removeAll(found);
        Set<String> added = new HashSet<>(found);
        added.removeAll(expected);
        if (!missing.isEmpty() || !added.isEmpty()) {
            failures.add("kills %d to %d: %s: %d missing, such as %s; %d too many, such as %s"
                    .formatted(
                            before + 1,
                            kills,
                            what,
                            missing.size(),
                            missing.stream().findFirst().orElse("none"),
                            added.size(),
                            added.stream().findFirst().orElse("none")));
        }
    }

    private static void say(String text) {
        System.err.println(text);
    }
}
