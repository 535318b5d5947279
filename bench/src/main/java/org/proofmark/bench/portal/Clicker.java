package org.proofmark.bench.portal;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One who looks through photos: thinks two to six seconds, clicks, and has shown what a browser would load of it. */
final class Clicker {
    private static final Pattern FRAME = Pattern.compile("data-id=\"([0-9a-f-]{36})\"");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    private static final List<String> WORDS = List.of(
            "lake", "harb", "bridge morning", "canyon", "dsc", "DSC_0421", "tower market", "glac", "Z 8", "river 17");
    private static final int PICTURES = 8;
    private static final int EDITED = 20;

    private final Visitor visitor;
    private final RandomGenerator random;
    private final Clicks clicks;
    private List<String> frames = List.of();
    private String next = "/photos";

    Clicker(Visitor visitor, RandomGenerator random, Clicks clicks) {
        this.visitor = visitor;
        this.random = random;
        this.clicks = clicks;
    }

    void clickUntil(long end) throws InterruptedException {
        gallery("gallery", "/photos");
        while (System.nanoTime() < end) {
            Thread.sleep(2000 + random.nextLong(4000));
            click(random.nextInt(100));
        }
    }

    private void click(int lot) throws InterruptedException {
        if (lot < 20) {
            gallery("gallery", "/photos");
        } else if (lot < 45) {
            stretch();
        } else if (lot < 60) {
            gallery(
                    "search",
                    "/photos?q=" + WORDS.get(random.nextInt(WORDS.size())).replace(' ', '+'));
        } else if (lot < 67) {
            gallery(
                    "kind",
                    "/photos?show="
                            + List.of("monitored", "not-monitored", "not-ready").get(random.nextInt(3)));
        } else if (lot < 72) {
            gallery("year", "/photos?at=" + (2014 + random.nextInt(12)));
        } else if (lot < 92) {
            work();
        } else if (lot < 96) {
            edit();
        } else {
            page("collections", "/collections");
        }
    }

    private void gallery(String kind, String path) throws InterruptedException {
        remember(page(kind, path));
        pictures();
    }

    private void stretch() throws InterruptedException {
        remember(call("next stretch", "GET", next, Map.of("X-Fragment", "grid"), Map.of()));
        pictures();
    }

    private void remember(String page) {
        List<String> found = new ArrayList<>();
        for (Matcher frame = FRAME.matcher(page); frame.find(); ) {
            found.add(frame.group(1));
        }
        frames = found;
        Matcher more = NEXT.matcher(page);
        next = more.find() ? more.group(1).replace("&amp;", "&") : "/photos";
    }

    private void pictures() throws InterruptedException {
        for (int shown = 0; shown < Math.min(PICTURES, frames.size()); shown++) {
            page("picture", "/photos/%s/picture/480".formatted(frames.get(random.nextInt(frames.size()))));
        }
    }

    private void work() throws InterruptedException {
        if (!frames.isEmpty()) {
            String work = "/photos/" + frames.get(random.nextInt(frames.size()));
            page("work page", work);
            page("picture", work + "/picture/1440");
        }
    }

    private void edit() throws InterruptedException {
        if (frames.isEmpty()) {
            return;
        }
        Map<String, String> form = new HashMap<>();
        for (String empty :
                List.of("newCollection", "category", "removeTags", "credit", "copyright", "firstPublishedAt")) {
            form.put(empty, "");
        }
        form.put("addTags", "selected " + random.nextInt(50));
        form.put("creator", random.nextBoolean() ? "Bench" : "");
        form.put("id", String.join(",", frames.subList(0, Math.min(EDITED, frames.size()))));
        call("bulk edit", "POST", "/photos/changed", Map.of(), form);
    }

    private String page(String kind, String path) throws InterruptedException {
        return call(kind, "GET", path, Map.of(), Map.of());
    }

    private String call(String kind, String method, String path, Map<String, String> headers, Map<String, String> form)
            throws InterruptedException {
        long begin = System.nanoTime();
        try {
            var answer =
                    visitor.send(method, path, form.isEmpty() ? BodyPublishers.noBody() : visitor.form(form), headers);
            clicks.took(kind, System.nanoTime() - begin);
            if (answer.statusCode() >= 400) {
                clicks.failed(kind, Integer.toString(answer.statusCode()));
                return "";
            }
            return answer.body();
        } catch (IOException broken) {
            clicks.failed(kind, broken.toString());
            return "";
        }
    }
}
