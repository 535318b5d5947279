package org.proofmark.scout.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.fetch.PlainServer;
import org.proofmark.scout.scan.ScanSettings;

/** Sites whose addresses never end: the scan does. */
class TrapsOnTheWebTest {
    private static final int MOST = 500;

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** Host, and what it answers to a target. */
    private static final Map<String, Function<String, byte[]>> SITES = Map.ofEntries(
            Map.entry("calendar-in-path.example", target -> {
                int[] month = month(target, "/calendar/");
                return html("<a href=/calendar/%d/%02d>next</a><a href=/calendar/%d/%02d>back</a>"
                        .formatted(later(month)[0], later(month)[1], earlier(month)[0], earlier(month)[1]));
            }),
            Map.entry("calendar-in-query.example", target -> {
                int[] month = month(target, "date=");
                return html("<a href='/events?date=%d-%02d'>next</a><a href='/events?date=%d-%02d&view=list'>back</a>"
                        .formatted(later(month)[0], later(month)[1], earlier(month)[0], earlier(month)[1]));
            }),
            Map.entry(
                    "session-in-path.example",
                    target -> html("<a href=/s/%s/shop>x</a><a href=/s/%s/cart>x</a>".formatted(random(), random()))),
            Map.entry(
                    "session-in-query.example",
                    target -> html(
                            "<a href='/shop?sid=%s'>x</a><a href='/shop?PHPSESSID=%s&a=1'>x</a><a href='/;jsessionid=%s'>x</a>"
                                    .formatted(random(), random(), random()))),
            Map.entry(
                    "repeating.example",
                    target -> html(NUMBERS.incrementAndGet() + "<a href='shop/'>x</a><a href='shoes/'>x</a>")),
            Map.entry("pagination-in-query.example", target -> {
                long page = number(target);
                return html("<a href='/list?page=%d'>next</a>".formatted(page + 1));
            }),
            Map.entry("pagination-in-path.example", target -> {
                long page = number(target);
                return html("<a href='/blog/page/%d/'>next</a>".formatted(page + 1));
            }),
            Map.entry(
                    "filters.example",
                    target -> html("<a href='/shop?colour=%s&size=%s&sort=%s'>x</a><a href='/shop?sort=%s'>x</a>"
                            .formatted(random(), words(NUMBERS.get() % 7), random(), random()))),
            Map.entry(
                    "identical.example",
                    target ->
                            html("<a href='red/'>x</a><a href='green/'>x</a><a href='blue/'>x</a><a href='grey/'>x</a>"
                                    + "<a href='black/'>x</a><a href='white/'>x</a><a href='pink/'>x</a>")),
            Map.entry(
                    "refreshing.example",
                    target -> html(
                            "<meta http-equiv=refresh content='0; url=/to/%s'>".formatted(words(number(target) + 1)))),
            Map.entry(
                    "framed.example",
                    target -> html(
                            number(target) + "<iframe src='/in/%s'></iframe>".formatted(words(number(target) + 1)))),
            Map.entry(
                    "redirecting.example",
                    target -> PlainServer.answer(302, "Location: /on/%s\r\n".formatted(words(number(target) + 1)), "")),
            Map.entry(
                    "importing.example",
                    target -> target.equals("/")
                            ? html("<link rel=stylesheet href=/a0.css>")
                            : answer("text/css", "@import '/a%d.css'; p { color: red }".formatted(number(target) + 1))),
            Map.entry(
                    "sitemaps.example",
                    target -> target.equals("/")
                            ? html("<link rel=sitemap href=/a0.xml>")
                            : answer(
                                    "application/xml",
                                    "<sitemapindex><sitemap><loc>http://sitemaps.example/a%d.xml</loc></sitemap></sitemapindex>"
                                            .formatted(number(target) + 1))),
            Map.entry(
                    "drawings.example",
                    target -> target.equals("/")
                            ? html("<img src=/a0.svg>")
                            : answer(
                                    "image/svg+xml",
                                    "<svg xmlns='http://www.w3.org/2000/svg'><image href='/a%d.svg'/></svg>"
                                            .formatted(number(target) + 1))));

    @TempDir
    private Path folder;

    @Test
    void noSiteIsAskedWithoutEnd() throws Exception {
        try (TestWeb web = new TestWeb()) {
            SITES.forEach((host, answers) -> web.rule(
                    host,
                    target -> target.equals("/robots.txt") ? Optional.empty() : Optional.of(answers.apply(target))));
            Round round = new Round.Plan(web, folder)
                    .settings(ScanSettings.standard().withMaxDepth(10_000))
                    .over(SITES.keySet().stream()
                            .map(host -> "http://" + host + "/")
                            .toArray(String[]::new));
            assertThat(round.complete()).isTrue();
            assertThat(SITES.keySet())
                    .allSatisfy(
                            host -> assertThat(web.requestsTo(host)).as(host).isBetween(2, MOST));
        }
    }

    private static byte[] html(String body) {
        return answer("text/html", "<!doctype html><title>x</title>" + body);
    }

    private static byte[] answer(String type, String body) {
        return PlainServer.answer(200, "Content-Type: " + type + "\r\n", body);
    }

    private static String random() {
        return "%016x".formatted(NUMBERS.incrementAndGet() * 0x9E3779B97F4A7C15L);
    }

    /** The last number in a target, or that of its last word. */
    private static long number(String target) {
        String digits = target.replaceAll("^.*?([0-9]*)[^0-9]*$", "$1");
        return digits.isEmpty() ? target.chars().filter(c -> c == 'x').count() : Long.parseLong(digits);
    }

    /** A number as a word, so that no two addresses are alike but for a number. */
    private static String words(long number) {
        return "x".repeat(Math.toIntExact(number));
    }

    private static int[] month(String target, String before) {
        int at = target.indexOf(before);
        if (at < 0) {
            return new int[] {2026, 1};
        }
        String[] parts = target.substring(at + before.length()).split("[/&-]", -1);
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    private static int[] later(int[] month) {
        return month[1] == 12 ? new int[] {month[0] + 1, 1} : new int[] {month[0], month[1] + 1};
    }

    private static int[] earlier(int[] month) {
        return month[1] == 1 ? new int[] {month[0] - 1, 12} : new int[] {month[0], month[1] - 1};
    }
}
