package org.proofmark.bench.portal;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/**
 * Many people at once on a full catalogue: half of them in the largest one, the others in twenty small ones. They look through
 * photos, or, where there are sightings, review matches. The portal runs in a process of its own, on the same machine as they do.
 */
public final class LoadRun {
    private static final int OTHERS = 20;
    private static final int WORKS_OF_OTHERS = 500;

    /** What people click in it is not counted: the program has just started, and its code is still being compiled. */
    private static final Duration WARM_UP = Duration.ofMinutes(3);

    /** Within so long everybody has come, one after the other. */
    private static final Duration ARRIVAL = Duration.ofSeconds(50);

    /** Matches of the largest catalogue, for each sighting; and of each small one. */
    private static final double MATCHES_PER_SIGHTING = .2;

    private static final int MATCHES_OF_OTHERS = 2000;

    private final MadeFiles files;
    private final Path out;
    private final long seed;
    private final List<String> options;
    private final int sightings;

    /**
     * @param options further ones for the java that serves
     * @param sightings images on pages; 0: nobody reviews
     */
    public LoadRun(MadeFiles files, Path out, List<String> options, long seed, int sightings) {
        this.files = files;
        this.out = out;
        this.options = List.copyOf(options);
        this.seed = seed;
        this.sightings = sightings;
    }

    /** What a run measured, in Markdown, and whether it stays within the goal. */
    public record Report(String markdown, boolean held) {}

    /** Fills a fresh portal and has it used. */
    public Report run(int works, int people, Duration time, int uploads)
            throws IOException, InterruptedException, SQLException {
        Path data = Files.createDirectories(out.resolve("data"));
        Path settings = Files.writeString(out.resolve("portal.properties"), "");
        PortalProcess portal = PortalProcess.start(data, settings, options, out.resolve("serve.txt"));
        try (HttpClient http = HttpClient.newHttpClient()) {
            String address = portal.address();
            Visitor first = Visitor.administrator(http, portal.startLink(), "bench@example.org");
            first.moveTo(address);
            String uploaded = new UploadSpeed(files, first).measure(uploads);
            List<Visitor> visitors = fill(data, first, works, people);
            Clicks clicks = new Clicks();
            Usage usage = new Usage(portal);
            String used = click(visitors, clicks, usage, time);
            String text = "%s\n%s\n%s\n".formatted(clicks.markdown(), used, uploaded);
            return new Report(text, clicks.errorCount() == 0 && inTime(clicks));
        } finally {
            portal.stop();
            portal.killAll();
        }
    }

    private boolean inTime(Clicks clicks) {
        List<String> pages = sightings > 0
                ? List.of("inbox", "inbox, filtered", "review page", "window of matches", "match page")
                : List.of("gallery", "next stretch", "search", "kind", "year", "work page", "collections");
        return pages.stream().allMatch(kind -> clicks.percentile(kind, .95) <= 300)
                && clicks.percentile("verdicts", .95) <= 100;
    }

    private List<Visitor> fill(Path data, Visitor first, int works, int people)
            throws IOException, InterruptedException, SQLException {
        List<Visitor> visitors = new ArrayList<>();
        try (Stock stock = Stock.of(data)) {
            String models = stock.holder("bench@example.org");
            stock.fill(models, models, works, works * 9 / 10);
            visitors.addAll(more(stock, first, people / 2));
            for (int other = 0; other < OTHERS; other++) {
                String email = "bench%d@example.org".formatted(other);
                Visitor invited = first.invited(email);
                stock.fill(stock.holder(email), models, WORKS_OF_OTHERS, WORKS_OF_OTHERS);
                visitors.addAll(more(stock, invited, people / 2 / OTHERS));
            }
            stock.settle();
            if (sightings > 0) {
                review(stock, models);
            }
        }
        return visitors;
    }

    private void review(Stock stock, String largest) throws SQLException {
        Reviews reviews = Reviews.seen(stock, sightings);
        reviews.match(largest, (int) (sightings * MATCHES_PER_SIGHTING));
        for (int other = 0; other < OTHERS; other++) {
            reviews.match(stock.holder("bench%d@example.org".formatted(other)), MATCHES_OF_OTHERS);
        }
        stock.settle();
    }

    private static List<Visitor> more(Stock stock, Visitor one, int count) throws SQLException {
        return stock.sessions(one.session(), count).stream()
                .skip(1)
                .map(one::withSession)
                .toList();
    }

    private String click(List<Visitor> visitors, Clicks clicks, Usage usage, Duration time)
            throws InterruptedException {
        long end = System.nanoTime() + WARM_UP.plus(time).toNanos();
        SplittableRandom random = new SplittableRandom(seed);
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Visitor visitor : visitors) {
                RandomGenerator own = random.split();
                var _ = all.submit(() -> {
                    Thread.sleep(own.nextLong(ARRIVAL.toMillis()));
                    if (sightings > 0) {
                        new Reviewer(visitor, own, clicks).reviewUntil(end);
                    } else {
                        new Clicker(visitor, own, clicks).clickUntil(end);
                    }
                    return null;
                });
            }
            Thread.sleep(WARM_UP);
            clicks.startOver();
            return usage.watchUntil(end);
        }
    }
}
