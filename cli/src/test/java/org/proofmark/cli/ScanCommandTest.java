package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.scan.SiteTally;

class ScanCommandTest {
    @TempDir
    Path folder;

    private final Shell shell = new Shell();

    @Test
    void findsTheCopiesOnTheSampleSite() throws IOException {
        scan("--serve", Shell.SAMPLES.resolve("site"));

        assertThat(new TreeSet<>(works())).hasSize(12);
        assertThat(works()).hasSize(31);
        assertThat(lines("matches.csv"))
                .noneMatch(line -> line.contains("/members/"))
                .noneMatch(line -> line.contains("other-"));
        assertThat(lines("errors.csv")).anyMatch(line -> line.contains("/members/") && line.contains("robots"));
        assertThat(folder.resolve("found/report.html")).content().contains("uses of 12 photos on 1 site");
    }

    @Test
    void keepsWhatItFetchedAsAnArchiveThatCanBeScannedInstead() throws IOException {
        Path archive = folder.resolve("kept.warc.gz");
        int code = shell.run(
                "scan",
                "--photos",
                Shell.SAMPLES.resolve("photos"),
                "--serve",
                Shell.SAMPLES.resolve("site"),
                "--warc",
                archive,
                "--out",
                folder.resolve("found"));
        assertThat(code).isZero();
        List<String> live = works();

        code = shell.run(
                "scan",
                "--photos",
                Shell.SAMPLES.resolve("photos"),
                "--warc",
                archive,
                "--out",
                folder.resolve("found"),
                "--state",
                folder.resolve("other"));

        assertThat(code).as(String.join("\n", shell.err())).isZero();
        assertThat(new TreeSet<>(works())).isEqualTo(new TreeSet<>(live));
    }

    @Test
    void goesOnWhereItWasAndAsksAgainOnlyWhetherAnythingChanged() throws IOException {
        scan("--serve", Shell.SAMPLES.resolve("site"));
        scan("--serve", Shell.SAMPLES.resolve("site"));

        assertThat(works()).hasSize(31);
        assertThat(shell.err()).anyMatch(line -> line.contains("0 new pictures with your photos"));
    }

    @Test
    void saysHowFarItHasComeWithEachSite() {
        List<SiteTally> sites = List.of(
                new SiteTally("a.example", 9, 4, 0),
                new SiteTally("b.example", 1_200, 3_400, 0),
                new SiteTally("c.example", 1, 2, 1),
                new SiteTally("d.example", 0, 0, 0));

        assertThat(ScanRun.sites(sites))
                .contains("(c.example 1 pages, 2 images, 1 with your photos; b.example 1,200 pages, 3,400 images")
                .doesNotContain("d.example");
        assertThat(ScanRun.sites(sites.subList(0, 1))).isEmpty();
    }

    @Test
    void saysWhatOfAnArchiveCouldNotBeRead() throws IOException {
        Path archive = folder.resolve("kept.warc.gz");
        Object[] write = {
            "scan",
            "--photos",
            Shell.SAMPLES.resolve("photos"),
            "--serve",
            Shell.SAMPLES.resolve("site"),
            "--warc",
            archive,
            "--out",
            folder.resolve("kept")
        };
        assertThat(shell.run(write)).isZero();
        byte[] whole = Files.readAllBytes(archive);
        Path cut = Files.write(folder.resolve("cut.warc.gz"), Arrays.copyOf(whole, whole.length - 100));
        scan("--warc", cut);

        assertThat(lines("errors.csv")).anyMatch(line -> line.contains("cut.warc.gz") && line.contains("unreadable"));
    }

    @Test
    void opensNothingOfThisMachineButTheServedFolder() throws IOException {
        AtomicInteger strays = new AtomicInteger();
        HttpServer inner = server("127.0.0.1", exchange -> strays.incrementAndGet());
        try {
            String there = "http://127.0.0.1:" + inner.getAddress().getPort();
            Path site = Files.createDirectory(folder.resolve("site"));
            Files.writeString(site.resolve("index.html"), """
                    <a href='%1$s/page'>x</a><img src='%1$s/image.jpg'><link rel=stylesheet href='%1$s/site.css'>
                    <img src='http://localhost:%2$d/named.jpg'>""".formatted(
                            there, inner.getAddress().getPort()));
            scan("--serve", site);
            assertThat(strays).hasValue(0);
            assertThat(lines("errors.csv"))
                    .anyMatch(line -> line.contains(there + "/image.jpg") && line.contains("no public address"))
                    .anyMatch(line -> line.contains("/named.jpg") && line.contains("no public address"));
        } finally {
            inner.stop(0);
        }
    }

    /** Two servers of this machine, one named: the other is a stranger's, which asks for a rest of two seconds. */
    @Test
    void neitherDelayNorServeTakesTheRestFromStrangers() throws IOException {
        List<Long> asked = new CopyOnWriteArrayList<>();
        HttpServer stranger = server("127.0.0.2", exchange -> {
            if (!exchange.getRequestURI().getPath().equals("/robots.txt")) {
                asked.add(System.nanoTime());
            }
        });
        try {
            Path site = Files.createDirectory(folder.resolve("site"));
            String there = "http://127.0.0.2:" + stranger.getAddress().getPort();
            Files.writeString(
                    site.resolve("index.html"), "<img src='%1$s/a.jpg'><img src='%1$s/b.jpg'>".formatted(there));
            scan("--serve", site, "--delay", "0", "--allow-private-networks");
            assertThat(asked).hasSize(2);
            assertThat(Duration.ofNanos(asked.getLast() - asked.getFirst()))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
        } finally {
            stranger.stop(0);
        }
    }

    @Test
    void looksAtAListedPageWhereverOnItsSiteItLeads() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            boolean old = exchange.getRequestURI().getPath().equals("/old");
            if (old) {
                exchange.getResponseHeaders().add("Location", "/new");
            }
            byte[] body = "<title>New</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(old ? 301 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            Path list = folder.resolve("pages.csv");
            Files.writeString(
                    list,
                    "http://127.0.0.1:%d/old\n".formatted(server.getAddress().getPort()));
            scan("--urls", list, "--delay", "0", "--allow-private-networks");
            assertThat(lines("errors.csv")).as("nothing but its head").hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    /** The second round looks for photos that were laid into the folder after the first. */
    @Test
    void looksInEachRoundForThePhotosThatAreThereThen() throws Exception {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        List<Path> all;
        try (Stream<Path> files = Files.list(Shell.SAMPLES.resolve("photos"))) {
            all = files.sorted().toList();
        }
        Path first = all.getFirst();
        Files.copy(first, photos.resolve(first.getFileName()));
        Thread adding = Thread.ofVirtual().start(() -> {
            try {
                while (!Files.exists(folder.resolve("found").resolve("matches.csv"))) {
                    Thread.sleep(20);
                }
                for (Path one : all) {
                    Files.copy(one, photos.resolve(one.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread scanning = Thread.ofPlatform()
                .start(() -> shell.run(
                        "scan",
                        "--photos",
                        photos,
                        "--serve",
                        Shell.SAMPLES.resolve("site"),
                        "--every",
                        "4s",
                        "--out",
                        folder.resolve("found")));
        adding.join();
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (works().stream().distinct().count() < 2 && System.nanoTime() < until) {
            Thread.sleep(100);
        }
        scanning.interrupt();
        scanning.join();
        assertThat(works().stream().distinct().count()).isGreaterThan(1);
    }

    @Test
    void keepsTheRobotsTxtItFetchedToo() throws IOException {
        Path archive = folder.resolve("kept.warc.gz");
        int code = shell.run(
                "scan",
                "--photos",
                Shell.SAMPLES.resolve("photos"),
                "--serve",
                Shell.SAMPLES.resolve("site"),
                "--warc",
                archive,
                "--out",
                folder.resolve("found"));
        assertThat(code).as(String.join("\n", shell.err())).isZero();
        try (InputStream records = new GZIPInputStream(Files.newInputStream(archive))) {
            assertThat(new String(records.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .containsPattern("WARC-Target-URI: <?\\S+/robots\\.txt");
        }
    }

    @Test
    void saysThatNobodyIsNamedAsAskingStrangers() {
        Path photos = Shell.SAMPLES.resolve("photos");
        String unsaid = "asking without a page that says who asks; name one with --contact URL";
        shell.run("scan", "--photos", photos, "--site", "http://127.0.0.1:9/", "--out", folder.resolve("one"));
        assertThat(shell.err()).containsOnlyOnce(unsaid);
        shell.run(
                "scan",
                "--photos",
                photos,
                "--site",
                "http://127.0.0.1:9/",
                "--contact",
                "https://photos.example.org/",
                "--out",
                folder.resolve("two"));
        assertThat(shell.err()).doesNotContain(unsaid);
    }

    private interface Heard {
        void by(HttpExchange exchange);
    }

    private static HttpServer server(String host, Heard heard) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(host), 0), 0);
        server.createContext("/", exchange -> {
            heard.by(exchange);
            byte[] body = "User-agent: *\nCrawl-delay: 2\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void refusesWhatItCannotFollow() {
        Path photos = Shell.SAMPLES.resolve("photos");
        Path out = folder.resolve("found");
        assertThat(shell.run("scan", "--photos", photos, "--out", out)).isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.err()).first().asString().contains("nothing to look at");
        assertThat(shell.run("scan", "--photos", photos, "--site", "ftp://a.example/", "--out", out))
                .isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.run("scan", "--photos", photos, "--warc", folder.resolve("none.warc"), "--out", out))
                .isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(shell.err()).first().asString().contains("there is no such file");
        assertThat(shell.run("scan", "--photos", photos, "--site", "a.example", "--every", "soon", "--out", out))
                .isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(out).doesNotExist();
    }

    private List<String> works() throws IOException {
        return lines("matches.csv").stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve("found").resolve(file));
    }

    private void scan(Object... options) {
        List<Object> words = new ArrayList<>(List.of("scan", "--photos", Shell.SAMPLES.resolve("photos")));
        words.addAll(List.of(options));
        words.addAll(List.of("--out", folder.resolve("found")));
        int code = shell.run(words.toArray());

        assertThat(code).as(String.join("\n", shell.err())).isZero();
    }
}
