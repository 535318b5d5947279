package org.proofmark.scout.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.fetch.PlainServer;
import org.proofmark.scout.frontier.Role;

/** What later rounds over a site ask for. */
class RoundAfterRoundTest {
    private static final String SITE = "http://site.example/";
    private static final String FEED = SITE + "feed.xml";
    private static final String MAP = SITE + "map.xml";

    @TempDir
    private Path folder;

    @Test
    void findNewPagesThroughStartPagesFeedsAndSitemapsBeforeAnythingElseIsDue() throws Exception {
        try (TestWeb web = new TestWeb()) {
            tell(web, "a");
            Round.Plan plan = plan(web).seed(FEED, Role.FEED).seed(MAP, Role.SITEMAP);
            plan.over(SITE);
            assertThat(web.requests(SITE + "a")).isOne();

            tell(web, "a", "b");
            plan.onlyWhatIsDue().over(SITE);

            assertThat(List.of(SITE, FEED, MAP))
                    .allSatisfy(
                            start -> assertThat(web.requests(start)).as(start).isEqualTo(2));
            for (String by : List.of("", "feed-", "map-")) {
                assertThat(web.requests(SITE + by + "b")).as(by).isOne();
                assertThat(web.requests(SITE + by + "a")).as(by).isOne();
            }
        }
    }

    @Test
    void readTheSitemapsThatRobotsTxtNamesInEveryRound() throws Exception {
        try (TestWeb web = new TestWeb()) {
            robots(web);
            web.page(SITE, "start");
            map(web, "one");
            plan(web).over(SITE);

            map(web, "one", "two");
            plan(web).onlyWhatIsDue().over(SITE);

            assertThat(web.requests(SITE + "two")).isOne();
        }
    }

    @Test
    void reachAllOfASiteLargerThanItsBudgetAndTheNewestFirst() throws Exception {
        try (TestWeb web = new TestWeb()) {
            robots(web);
            web.page(SITE, "start");
            String[] pages = IntStream.range(0, 20).mapToObj(page -> "p" + page).toArray(String[]::new);
            map(web, pages);
            Round.Plan plan = plan(web).settings(Round.SETTINGS.withMaxPages(8));

            plan.over(SITE);
            assertThat(asked(web, pages)).containsExactly("p0", "p1", "p2", "p3", "p4", "p5");
            plan.over(SITE);
            assertThat(asked(web, pages)).hasSize(12);
            plan.over(SITE);
            plan.over(SITE);
            assertThat(asked(web, pages)).containsExactly(pages);

            List<String> more = IntStream.range(-1, 20)
                    .mapToObj(page -> page < 0 ? "new" : "p" + page)
                    .toList();
            map(web, more.toArray(String[]::new));
            plan.over(SITE);
            assertThat(web.requests(SITE + "new")).isOne();
        }
    }

    @Test
    void areNotLedFurtherIntoATrap() throws Exception {
        try (TestWeb web = new TestWeb()) {
            web.rule("site.example", target -> {
                String number = target.replaceAll("[^0-9]", "");
                int page = number.isEmpty() ? 0 : Integer.parseInt(number);
                String html = "%d <a href='/list?page=%d'>next</a>".formatted(page, page + 1);
                return Optional.of(PlainServer.answer(200, "Content-Type: text/html\r\n", html));
            });
            Round.Plan plan = new Round.Plan(web, folder).settings(Round.SETTINGS.withMaxDepth(1_000));
            plan.over(SITE);
            assertThat(web.requests(SITE + "list?page=300")).isOne();
            plan.over(SITE);

            assertThat(web.requests(SITE + "list?page=300")).isEqualTo(2);
            assertThat(web.requests(SITE + "list?page=301")).isZero();
        }
    }

    /** With a little rest, so that a list is read before the next page is asked for. */
    private Round.Plan plan(TestWeb web) {
        return new Round.Plan(web, folder).resting(Duration.ofMillis(50));
    }

    private static List<String> asked(TestWeb web, String... pages) {
        return List.of(pages).stream()
                .filter(page -> web.requests(SITE + page) > 0)
                .toList();
    }

    /** A start page, a feed and a sitemap, each of which leads to pages of its own. */
    private static void tell(TestWeb web, String... names) {
        StringBuilder links = new StringBuilder();
        StringBuilder items = new StringBuilder();
        for (String name : names) {
            links.append("<a href=/%s>x</a>".formatted(name));
            items.append("<item><link>%sfeed-%s</link></item>".formatted(SITE, name));
            web.page(SITE + name, name).page(SITE + "feed-" + name, name).page(SITE + "map-" + name, name);
        }
        web.page(SITE, links.toString());
        web.text(FEED, "application/rss+xml", "<rss version='2.0'><channel>" + items + "</channel></rss>");
        web.text(
                MAP,
                "application/xml",
                List.of(names).stream()
                        .map(name -> "<url><loc>%smap-%s</loc></url>".formatted(SITE, name))
                        .collect(Collectors.joining("", "<urlset>", "</urlset>")));
    }

    private static void robots(TestWeb web) {
        web.text(SITE + "robots.txt", "text/plain", "Sitemap: " + MAP + "\n");
    }

    /** A sitemap that names the newest page first, and each a day older than the one before. */
    private static void map(TestWeb web, String... pages) {
        StringBuilder entries = new StringBuilder();
        for (int i = pages.length - 1; i >= 0; i--) {
            String date = java.time.LocalDate.of(2026, 1, 31).minusDays(i).toString();
            entries.append("<url><loc>%s%s</loc><lastmod>%s</lastmod></url>".formatted(SITE, pages[i], date));
            web.page(SITE + pages[i], pages[i]);
        }
        web.text(MAP, "application/xml", "<urlset>" + entries + "</urlset>");
    }

    @Test
    void aPageThatWasNotThereOnceIsSeenAgain() throws Exception {
        try (TestWeb web = new TestWeb()) {
            robots(web);
            web.page(SITE, "<a href=/p>p</a>").page(SITE + "p", "p");
            Round.Plan plan = new Round.Plan(web, folder);
            plan.over(SITE);
            web.status(SITE + "p", 500);
            assertThat(plan.over(SITE).trouble(SITE + "p")).startsWith("STATUS");
            web.page(SITE + "p", "p");

            Round again = plan.over(SITE);
            assertThat(again.trouble(SITE + "p")).isEmpty();
        }
    }

    @Test
    void aBusyStartPageCostsItsBudgetOnce() throws Exception {
        try (TestWeb web = new TestWeb()) {
            robots(web);
            AtomicInteger asked = new AtomicInteger();
            web.rule(
                    "site.example",
                    target -> target.equals("/")
                            ? Optional.of(PlainServer.answer(
                                    asked.getAndIncrement() == 0 ? 503 : 200, "Content-Type: text/html\r\n", "start"))
                            : Optional.of(PlainServer.answer(404, "", "")));
            Round round = new Round.Plan(web, folder)
                    .settings(Round.SETTINGS.withMaxPages(1))
                    .over(SITE);

            assertThat(asked).hasValue(2);
            assertThat(round.trouble(SITE)).isEmpty();
        }
    }

    @Test
    void aPageNamedAsStartPageIsNoLongerTooDeep() throws Exception {
        try (TestWeb web = new TestWeb()) {
            web.page(SITE, "<a href=/a>a</a>")
                    .page(SITE + "a", "<a href=/b>b</a>")
                    .page(SITE + "b", "b");
            Round.Plan plan = new Round.Plan(web, folder).settings(Round.SETTINGS.withMaxDepth(1));
            assertThat(plan.over(SITE).trouble(SITE + "b")).contains("deeper than 1");

            assertThat(plan.over(SITE, SITE + "b").trouble(SITE + "b")).isEmpty();
            assertThat(web.requests(SITE + "b")).isOne();
        }
    }

    @Test
    void anImageThatBeginsToForbidItselfIsHeededThoughItIsTheSame() throws Exception {
        try (TestWeb web = new TestWeb()) {
            byte[] body = "an image".getBytes(StandardCharsets.UTF_8);
            web.page(SITE, "<img src=/i.jpg>").put(SITE + "i.jpg", "image/jpeg", body);
            Round.Plan plan = new Round.Plan(web, folder);
            plan.over(SITE);
            web.put(SITE + "i.jpg", "image/jpeg", body, "X-Robots-Tag: noimageindex");

            assertThat(plan.over(SITE).trouble(SITE + "i.jpg")).startsWith("ROBOTS");
        }
    }

    @Test
    void aPageThatBeginsAndCeasesToForbidItselfIsHeededThoughItIsTheSame() throws Exception {
        try (TestWeb web = new TestWeb()) {
            web.page(SITE, "<img src=/i.jpg>");
            Round.Plan plan = new Round.Plan(web, folder);
            assertThat(plan.over(SITE).trouble(SITE)).isEmpty();
            web.page(SITE, "<img src=/i.jpg>", "X-Robots-Tag: noindex");
            assertThat(plan.over(SITE).trouble(SITE)).startsWith("ROBOTS");
            web.page(SITE, "<img src=/i.jpg>");

            assertThat(plan.over(SITE).trouble(SITE)).isEmpty();
        }
    }
}
