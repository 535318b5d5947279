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

/**
 * Many people at once on a full catalogue: half of them in the largest one, the others in twenty small ones. The portal runs in a
 * process of its own, on the same machine as they do.
 */
public final class LoadRun {
    private static final int OTHERS = 20;
    private static final int WORKS_OF_OTHERS = 500;

    /** Clicks of the first minute are not counted: the program has just started. */
    private static final Duration WARM_UP = Duration.ofMinutes(1);

    private final MadeFiles files;
    private final Path out;
    private final long seed;
    private final List<String> options;

    /** @param options further ones for the java that serves */
    public LoadRun(MadeFiles files, Path out, List<String> options, long seed) {
        this.files = files;
        this.out = out;
        this.options = List.copyOf(options);
        this.seed = seed;
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
            String uploaded = new UploadSpeed(files, first).measure(uploads, seed);
            List<Visitor> visitors = fill(data, first, works, people);
            Clicks clicks = new Clicks();
            Memory memory = new Memory(portal);
            click(visitors, new Clicks(), memory, WARM_UP);
            String remembered = click(visitors, clicks, memory, time);
            String text = "%s\n%s\n%s\n".formatted(clicks.markdown(), remembered, uploaded);
            boolean held = clicks.errorCount() == 0
                    && List.of("gallery", "next stretch", "search", "kind", "year", "work page", "collections").stream()
                            .allMatch(kind -> clicks.percentile(kind, .95) <= 300);
            return new Report(text, held);
        } finally {
            portal.stop();
            portal.killAll();
        }
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
        }
        return visitors;
    }

    private static List<Visitor> more(Stock stock, Visitor one, int count) throws SQLException {
        return stock.sessions(one.session(), count).stream()
                .skip(1)
                .map(one::withSession)
                .toList();
    }

    private String click(List<Visitor> visitors, Clicks clicks, Memory memory, Duration time)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        SplittableRandom random = new SplittableRandom(seed);
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Visitor visitor : visitors) {
                Clicker clicker = new Clicker(visitor, random.split(), clicks);
                var _ = all.submit(() -> {
                    clicker.clickUntil(end);
                    return null;
                });
            }
            return memory.watchUntil(end);
        }
    }
}
