package org.proofmark.bench.portal;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.proofmark.cli.Progress;

/**
 * Kill -9 of the portal, its workers and its PostgreSQL, at random moments, while several people's files come in: pictures,
 * duplicates, broken files and archives, each in parts. In the end what was acknowledged is compared with what is there.
 */
public final class PortalCrash {
    private static final int SENDERS = 4;
    private static final int MOST_FILES_A_LIFE = 8;

    /** One life in so many ends before the portal is up, and one in so many leaves PostgreSQL and workers behind. */
    private static final int IN_START = 6;

    private static final int ALONE = 5;

    private final MadeFiles files;
    private final Path data;
    private final Path out;
    private final List<String> options;
    private final long seed;
    private final Tally tally = new Tally();
    private final Random random;
    private int made;
    private int inStart;
    private int alone;
    private long starts;
    private long startNanos;

    /**
     * Nothing is started yet.
     *
     * @param out where the data folder is made, and what the portal said is kept
     * @param options further ones for java
     */
    public PortalCrash(MadeFiles files, Path out, List<String> options, long seed) {
        this.files = files;
        this.data = out.resolve("data");
        this.out = out;
        this.options = Stream.concat(Stream.of("-Xmx512m", "-XX:TieredStopAtLevel=1"), options.stream())
                .toList();
        this.seed = seed;
        this.random = new Random(seed);
    }

    /**
     * What a campaign found.
     *
     * @param startSeconds from the start of the process until it said where it is, on average
     */
    public record Report(
            int kills,
            int inStart,
            int alone,
            int files,
            long parts,
            long bytes,
            long resumed,
            long unserved,
            double startSeconds,
            Aftermath.Found found,
            List<String> failures) {
        public Report {
            failures = List.copyOf(failures);
        }

        public String markdown() {
            return """
                    | | |
                    |---|--:|
                    | kills | %d (%d before the portal was up; %d of the program alone, its PostgreSQL and workers left behind) |
                    | files sent whole, in parts | %d in %d (%,d bytes) |
                    | uploads gone on with after a kill | %d |
                    | calls that were answered with an error around a kill | %d |
                    | works in the end, files in archives included | %d |
                    | files of the data folder no row named, before the sweep / after it | %d / %d |
                    | start, mean | %.1f s |
                    | failures | %d |

                    %s
                    """.formatted(
                            kills,
                            inStart,
                            alone,
                            files,
                            parts,
                            bytes,
                            resumed,
                            unserved,
                            found.works(),
                            found.orphansBefore(),
                            found.orphansAfter(),
                            startSeconds,
                            failures.size(),
                            String.join("\n", failures));
        }
    }

    /**
     * Runs a campaign in a fresh data folder, which is left as it ends.
     *
     * @param longest no life begins after it, however many kills are left
     */
    public Report run(int kills, Duration longest) throws IOException, InterruptedException {
        Path settings = settings("portal.properties", "20s");
        long end = System.nanoTime() + longest.toNanos();
        PortalProcess portal = start(settings);
        try (Progress progress = Progress.start("killing", OptionalLong.of(kills));
                HttpClient http = HttpClient.newHttpClient()) {
            String address = address(portal);
            Visitor visitor = Visitor.administrator(http, portal.startLink(), "bench@example.org");
            try (Senders senders = new Senders(SENDERS, visitor, files, tally, new SplittableRandom(seed))) {
                senders.reach(address);
                while (made < kills && System.nanoTime() < end) {
                    live(senders, portal);
                    made++;
                    progress.step();
                    portal = start(settings);
                    if (made < kills && random.nextInt(IN_START) == 0) {
                        Thread.sleep(random.nextLong(Math.max(1, startNanos / starts / 1_000_000)));
                        inStart++;
                        made++;
                        progress.step();
                        portal.kill(random);
                        portal = start(settings);
                    }
                    senders.reach(address(portal));
                }
                return look(portal, visitor, senders.finish());
            }
        } finally {
            portal.killAll();
        }
    }

    /** Sweeps go on all the time. */
    private Path settings(String name, String orphansAfter) throws IOException {
        return Files.writeString(
                Files.createDirectories(out).resolve(name),
                "proofmark.orphans-after=%s\nproofmark.sweep-every=3s\n".formatted(orphansAfter));
    }

    private PortalProcess start(Path settings) throws IOException {
        Files.createDirectories(data);
        return PortalProcess.start(data, settings, options, out.resolve("serve.txt"));
    }

    private String address(PortalProcess portal) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        String address = portal.address();
        startNanos += System.nanoTime() - begin;
        starts++;
        return address;
    }

    private void live(Senders senders, PortalProcess portal) throws InterruptedException {
        senders.allow(1 + random.nextInt(MOST_FILES_A_LIFE));
        Thread.sleep(random.nextLong(random.nextBoolean() ? 400 : 2500));
        if (random.nextInt(ALONE) == 0) {
            alone++;
            portal.killAlone();
        } else {
            portal.kill(random);
        }
        senders.unreach();
    }

    private Report look(PortalProcess portal, Visitor visitor, List<Sending> sent)
            throws IOException, InterruptedException {
        Aftermath aftermath = new Aftermath(sent, tally);
        aftermath.askOverHttp(visitor);
        portal.stop();
        Aftermath.Found found = aftermath.lookInside(data, settings("end.properties", "0s"));
        Set<String> failures = new HashSet<>(tally.failures());
        return new Report(
                made,
                inStart,
                alone,
                sent.size(),
                tally.parts(),
                tally.bytes(),
                tally.resumedUploads(),
                tally.unservedCalls(),
                startNanos / 1e9 / starts,
                found,
                new ArrayList<>(failures));
    }
}
