package org.proofmark.bench.portal;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One who reviews: opens the inbox, takes a site, judges its matches one every two to five seconds as the page does (a window
 * ahead, pictures of the next pair, verdicts in small batches), and looks at other pages between.
 */
final class Reviewer {
    private static final Pattern MATCH = Pattern.compile("\"id\":\"([0-9a-f-]{36})\",\"site\":\"([^\"]+)\"");
    private static final Pattern SITE = Pattern.compile("/review/([a-z0-9.-]+\\.example)");
    private static final List<String> FILTERS = List.of(
            "/inbox?view=list&tier=certain",
            "/inbox?view=list&kind=business&sort=newest",
            "/inbox?view=work",
            "/inbox?state=licensed",
            "/inbox?q=picture+123",
            "/inbox?view=list&country=DE&share=0.5");
    private static final List<String> VERDICTS = List.of("no_licence", "licensed", "unsure", "not_mine");

    private final Visitor visitor;
    private final RandomGenerator random;
    private final Clicks clicks;

    Reviewer(Visitor visitor, RandomGenerator random, Clicks clicks) {
        this.visitor = visitor;
        this.random = random;
        this.clicks = clicks;
    }

    void reviewUntil(long end) throws InterruptedException {
        while (System.nanoTime() < end) {
            String inbox = page("inbox", "/inbox");
            think();
            if (random.nextInt(3) == 0) {
                page("inbox, filtered", FILTERS.get(random.nextInt(FILTERS.size())));
                think();
            }
            List<String> sites = all(SITE, inbox, 1);
            if (!sites.isEmpty()) {
                review(sites.get(random.nextInt(sites.size())), end);
            }
        }
    }

    private void review(String site, long end) throws InterruptedException {
        page("review page", "/review/" + site);
        String window = page("window of matches", "/review/window?site=" + site + "&limit=50");
        List<String> matches = all(MATCH, window, 1);
        List<String> given = new ArrayList<>();
        for (int at = 0; at < Math.min(15, matches.size()) && System.nanoTime() < end; at++) {
            page("copy", "/matches/%s/copy/960".formatted(matches.get(at)));
            think();
            given.add(matches.get(at));
            if (given.size() == 3) {
                send(given);
                given.clear();
            }
        }
        send(given);
        if (!matches.isEmpty()) {
            page("match page", "/matches/" + matches.getFirst());
        }
    }

    private void send(List<String> matches) throws InterruptedException {
        if (matches.isEmpty()) {
            return;
        }
        List<String> verdicts = matches.stream()
                .map(match -> "{\"id\":\"%s\",\"match\":\"%s\",\"verdict\":\"%s\"}"
                        .formatted(UUID.randomUUID(), match, VERDICTS.get(random.nextInt(VERDICTS.size()))))
                .toList();
        call("verdicts", "POST", "/review/verdicts", "{\"verdicts\":[" + String.join(",", verdicts) + "]}");
    }

    private void think() throws InterruptedException {
        Thread.sleep(2000 + random.nextLong(3000));
    }

    private static List<String> all(Pattern wanted, String page, int group) {
        List<String> found = new ArrayList<>();
        for (Matcher one = wanted.matcher(page); one.find(); ) {
            found.add(one.group(group));
        }
        return found;
    }

    private String page(String kind, String path) throws InterruptedException {
        return call(kind, "GET", path, "");
    }

    private String call(String kind, String method, String path, String body) throws InterruptedException {
        long begin = System.nanoTime();
        try {
            var answer = visitor.send(
                    method,
                    path,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                    body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/json"));
            clicks.took(kind, System.nanoTime() - begin);
            if (answer.statusCode() >= 400
                    || kind.equals("verdicts") && !answer.body().contains("\"refused\":[]")) {
                clicks.failed(kind, answer.statusCode() + " " + path);
                return "";
            }
            return answer.body();
        } catch (IOException broken) {
            clicks.failed(kind, broken.toString());
            return "";
        }
    }
}
