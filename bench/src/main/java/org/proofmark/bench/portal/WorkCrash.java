package org.proofmark.bench.portal;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.proofmark.bench.scan.MadeSite;
import org.proofmark.bench.scan.SiteImages;
import org.proofmark.bench.scan.Street;
import org.proofmark.cli.Progress;

/**
 * Kill -9 of processes that walk one portal's sources together, and now and then of the portal that compares, at random moments.
 * Whenever all sources are walked and all is compared, what is there has to be what an undisturbed run ends with.
 */
public final class WorkCrash {
    private static final Duration SLOWNESS = Duration.ofMillis(15);
    private static final int SIDE = 240;

    /** Of a site's pages one in so many shows an image of its own, and one of another page. */
    private static final int SHOWING = 5;

    /** One kill in so many is of the portal, its PostgreSQL and all that walk. */
    private static final int WHOLE = 12;

    private static final long PATIENCE_NANOS = 600_000_000_000L;
    private static final int LONGEST_LIFE_MILLIS = 4000;

    /** One kill in so many may come before the one killed walks. */
    private static final int IN_START = 4;

    private static final long START_PATIENCE_NANOS = 60_000_000_000L;

    /**
     * All that was kept, without ids and times. Of how often: each page once in each walk, whoever was killed over it; images are
     * fetched by one walk for all. A page's digest is left out, since it may name whoever asked.
     */
    private static final String STATE = """
            select concat_ws(' ', 'address', a.role, a.url, a.status, a.open, a.visited is not null, a.landed,
                encode(a.digest, 'hex'), a.why) from discovery.address a
            union all
            select concat_ws(' ', 'visits', a.url, a.visits - s.round)
            from discovery.address a join discovery.source s on s.id = a.source where a.role = 'PAGE' and a.why is null
            union all
            select concat_ws(' ', 'round', s.name, r.documents, r.missed, r.waiting, r.ended is not null, r.trouble)
            from discovery.round r join discovery.source s on s.id = r.source and s.round = r.number
            union all
            select concat_ws(' ', 'site', name, kind, why, country, imprint, operator) from discovery.site
            union all
            select concat_ws(' ', 'sighting', d.url, i.url, encode(s.digest, 'hex'), s.alt, s.way, s.gone)
            from discovery.sighting s join discovery.address d on d.id = s.document join discovery.address i on i.id = s.image
            union all
            select concat_ws(' ', 'image', encode(digest, 'hex'), state, matched) from discovery.image
            union all
            select concat_ws(' ', 'finding', encode(f.digest, 'hex'), w.file_name)
            from matching.finding f join catalogue.work w on w.id = f.work
            union all
            select concat_ws(' ', 'match', w.file_name, encode(m.digest, 'hex'), m.site, m.tier, m.kind, m.country, m.language,
                m.worth_minor, m.currency, m.factors, m.words, m.verdict, m.news, m.gone)
            from matching.match m join catalogue.work w on w.id = m.work
            union all
            select concat_ws(' ', 'place', w.file_name, encode(m.digest, 'hex'), m.site, p.page, p.image, p.title, p.alt, p.gone)
            from matching.place p join matching.match m on m.id = p.match join catalogue.work w on w.id = m.work
            """;

    private static final String UNDONE = """
            select 'walk' from discovery.source where next_round <= now() or leased_until is not null
            union all select 'round' from discovery.round where ended is null
            union all select 'look' from discovery.image where state = 'NEW'
            union all select 'news' from discovery.sighting where news
            union all select 'site' from discovery.site where news
            union all select 'work' from matching.work_queue
            """;

    private final Path photos;
    private final Path out;
    private final int walkers;
    private final long seed;
    private final Random random;
    private final SiteImages images;
    private final List<MadeSite> sites;
    private final Tally tally = new Tally();
    private int made;
    private int whole;
    private int inStart;
    private int ends;

    /**
     * Nothing is started yet.
     *
     * @param out where data folders are made, and what the processes said is kept
     * @param walkers processes that walk together
     * @param pages of each site
     */
    public WorkCrash(org.proofmark.bench.edit.Pictures photos, Path out, int walkers, int sites, int pages, long seed)
            throws IOException {
        this.photos = out.resolve("works");
        this.out = out;
        this.walkers = walkers;
        this.seed = seed;
        this.random = new Random(seed);
        this.images = SiteImages.make(photos, this.photos, SIDE, seed);
        this.sites = IntStream.range(0, sites)
                .mapToObj(site -> new MadeSite(pages, SHOWING, 1, seed + site, images))
                .toList();
    }

    /**
     * What a campaign found.
     *
     * @param kills of processes that walk, and of the whole portal
     * @param ends how often all was walked and compared, and equal to the undisturbed run
     * @param rows of the end state
     * @param repeated requests beyond those of as many undisturbed rounds, as a share
     */
    public record Report(
            int kills,
            int whole,
            int inStart,
            int ends,
            int rows,
            int matches,
            double repeated,
            List<String> failures) {
        public Report {
            failures = List.copyOf(failures);
        }

        public String markdown() {
            return """
                    | | |
                    |---|--:|
                    | kills | %d (%d of the portal, its PostgreSQL and all that walked; %d before the one killed walked) |
                    | times all was walked and compared, and looked at | %d |
                    | rows of the end state, of them matches | %,d / %,d |
                    | requests beyond those of as many undisturbed walks | %.2f %% |
                    | failures | %d |

                    %s
                    """.formatted(
                            kills,
                            whole,
                            inStart,
                            ends,
                            rows,
                            matches,
                            repeated * 100,
                            failures.size(),
                            String.join("\n", failures));
        }
    }

    /**
     * Runs a campaign in fresh data folders.
     *
     * @param longest nobody is killed after it, however many kills are left
     */
    public Report run(int kills, Duration longest) throws IOException, InterruptedException, SQLException {
        try (Street street = new Street(sites, SLOWNESS)) {
            Set<String> undisturbed;
            try (Life life = new Life("undisturbed", street)) {
                undisturbed = life.end();
            }
            long once = street.requests();
            long deadline = System.nanoTime() + longest.toNanos();
            try (Life life = new Life("disturbed", street);
                    Progress progress = Progress.start("killing", OptionalLong.of(kills))) {
                while (made < kills && System.nanoTime() < deadline) {
                    life.kill();
                    progress.step();
                    if (life.isAtItsEnd()) {
                        compare(life.state(), undisturbed);
                        life.walkAgain();
                    }
                }
                compare(life.end(), undisturbed);
            }
            street.rude().stream().distinct().forEach(path -> tally.fail("asked while it was asked: " + path));
            return new Report(
                    made,
                    whole,
                    inStart,
                    ends,
                    undisturbed.size(),
                    (int) undisturbed.stream()
                            .filter(row -> row.startsWith("match"))
                            .count(),
                    (double) (street.requests() - once) / ends / once - 1,
                    tally.failures());
        }
    }

    private void compare(Set<String> found, Set<String> expected) {
        ends++;
        differ(found, expected, "should not be there");
        differ(expected, found, "is missing");
    }

    private void differ(Set<String> these, Set<String> those, String how) {
        these.stream()
                .filter(row -> !those.contains(row))
                .limit(10)
                .forEach(row -> tally.fail("end %d, after %d kills: %s %s".formatted(ends, made, row, how)));
    }

    /** A portal, and the processes that walk for it. */
    private final class Life implements AutoCloseable {
        private static final String SETTINGS = """
                proofmark.private-networks=true
                proofmark.crawl.rest=0s
                proofmark.crawl.lease=3s
                proofmark.workers=1
                """;

        private final String name;
        private final Path data;
        private final Path ofPortal;
        private final Path ofWalkers;
        private final List<WalkProcess> walking = new ArrayList<>();
        private PortalProcess portal;

        Life(String name, Street street) throws IOException, InterruptedException {
            this.name = name;
            data = Files.createDirectories(out.resolve(name)).resolve("data");
            ofPortal = Files.writeString(
                    out.resolve(name).resolve("portal.properties"), SETTINGS + "proofmark.crawl.enabled=false\n");
            ofWalkers = Files.writeString(out.resolve(name).resolve("work.properties"), SETTINGS);
            Files.createDirectories(data);
            portal = startPortal();
            try (HttpClient http = HttpClient.newHttpClient()) {
                String address = portal.address();
                Visitor visitor = Visitor.administrator(http, portal.startLink(), "bench@example.org");
                visitor.moveTo(address);
                register(visitor);
                for (String site : street.addresses()) {
                    var added = visitor.send(
                            "POST",
                            "/api/v1/sources",
                            BodyPublishers.ofString(
                                    "{\"address\":\"%s\",\"kind\":\"SITE\",\"maxPages\":100000,\"maxDepth\":50}"
                                            .formatted(site)),
                            Map.of("Content-Type", "application/json"));
                    if (added.statusCode() != 201) {
                        throw new IOException("no source: " + added.statusCode() + " " + added.body());
                    }
                }
            }
            startWalkers();
        }

        private void register(Visitor visitor) throws IOException, InterruptedException {
            SplittableRandom parts = new SplittableRandom(seed);
            List<Sending> sent = new ArrayList<>();
            try (Stream<Path> works = Files.list(photos)) {
                for (Path work : (Iterable<Path>) works.sorted()::iterator) {
                    MadeFile file = new MadeFile(sent.size(), MadeFile.Kind.MODEL, Files.readAllBytes(work), List.of());
                    Sending one = new Sending(UUID.randomUUID(), file, tally);
                    one.goOn(visitor, parts);
                    sent.add(one);
                }
            }
            new Aftermath(sent, tally).await(visitor);
        }

        private PortalProcess startPortal() throws IOException {
            return PortalProcess.start(
                    data, ofPortal, options(), out.resolve(name).resolve("serve.txt"));
        }

        private void startWalkers() throws IOException {
            for (int walker = 0; walker < walkers; walker++) {
                walking.add(startWalker(walker));
            }
        }

        private WalkProcess startWalker(int walker) throws IOException {
            return WalkProcess.start(
                    data, ofWalkers, options(), out.resolve(name).resolve("work-" + walker + ".txt"));
        }

        private static List<String> options() {
            return List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");
        }

        void kill() throws IOException, InterruptedException {
            made++;
            boolean all = random.nextInt(WHOLE) == 0;
            int one = random.nextInt(walkers);
            if (!all && random.nextInt(IN_START) > 0) {
                awaitWalk(one);
            }
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            if (all) {
                killAll();
            } else {
                inStart += walking.get(one).walks() ? 0 : 1;
                walking.get(one).kill();
                walking.set(one, startWalker(one));
            }
        }

        private void killAll() throws IOException, InterruptedException {
            whole++;
            portal.kill(random);
            walking.forEach(WalkProcess::kill);
            walking.clear();
            portal = startPortal();
            portal.address();
            startWalkers();
        }

        private void awaitWalk(int one) throws IOException, InterruptedException {
            long late = System.nanoTime() + START_PATIENCE_NANOS;
            while (!walking.get(one).walks() && System.nanoTime() < late) {
                Thread.sleep(50);
            }
        }

        boolean isAtItsEnd() throws IOException, SQLException {
            try (Database database = Database.of(data)) {
                return database.rows(UNDONE).isEmpty();
            }
        }

        /** Waits until all is walked and compared. */
        Set<String> end() throws IOException, InterruptedException, SQLException {
            long late = System.nanoTime() + PATIENCE_NANOS;
            while (!isAtItsEnd()) {
                if (System.nanoTime() > late) {
                    tally.fail("not at its end in time");
                    break;
                }
                Thread.sleep(200);
            }
            return state();
        }

        Set<String> state() throws IOException, SQLException {
            try (Database database = Database.of(data)) {
                return new TreeSet<>(database.rows(STATE));
            }
        }

        void walkAgain() throws IOException, SQLException {
            try (Database database = Database.of(data)) {
                database.run("update discovery.source set next_round = now(), whole = true");
            }
        }

        @Override
        public void close() {
            walking.forEach(WalkProcess::kill);
            try {
                portal.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            portal.killAll();
        }
    }
}
