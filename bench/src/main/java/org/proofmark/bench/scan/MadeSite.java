package org.proofmark.bench.scan;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web site that is made as it is asked for: a tree of pages that also lead back up and across, each with some text; every
 * so many pages show images of their own and one that another page shows too.
 *
 * @param pages how many
 * @param showing one page in so many shows images
 * @param shown how many images of its own such a page shows
 */
public record MadeSite(int pages, int showing, int shown, long seed, SiteImages images) {
    private static final int CHILDREN = 8;
    private static final int SECTIONS = 10;
    private static final Pattern PAGE = Pattern.compile("/walks/(\\d{1,9})\\.html");
    private static final Pattern IMAGE = Pattern.compile("/pictures/(\\d{1,9})\\.jpg");
    private static final String[] WORDS =
            "light over the lake path stones morning from with under bridge north water field road hill after rain"
                    .split(" ", -1);

    /** An answer of the server. */
    @SuppressWarnings("ArrayRecordComponent") // made, sent and forgotten
    record Answer(String type, byte[] body) {}

    public MadeSite {
        if (pages < 1 || showing < 1 || shown < 0) {
            throw new IllegalArgumentException(
                    "a site of %d pages, one in %d showing %d".formatted(pages, showing, shown));
        }
    }

    /** Everything there is to ask for, robots.txt aside. */
    public int addresses() {
        return pages + ((pages + showing - 1) / showing) * shown;
    }

    Optional<Answer> answer(String path) {
        if (path.equals("/robots.txt")) {
            return Optional.of(text("text/plain", "User-agent: *\nDisallow: /private/\n"));
        }
        if (path.equals("/")) {
            return Optional.of(page(0));
        }
        Matcher page = PAGE.matcher(path);
        if (page.matches()) {
            int number = Integer.parseInt(page.group(1));
            return number > 0 && number < pages ? Optional.of(page(number)) : Optional.empty();
        }
        Matcher image = IMAGE.matcher(path);
        return image.matches()
                ? Optional.of(new Answer("image/jpeg", images.file(Integer.parseInt(image.group(1)))))
                : Optional.empty();
    }

    /** Sends an answer, or 404 if there is none. */
    static void send(HttpExchange exchange, Optional<Answer> answer) throws IOException {
        if (answer.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] body = answer.get().body();
        exchange.getResponseHeaders().set("Content-Type", answer.get().type());
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private Answer page(int number) {
        SplittableRandom chance = new SplittableRandom(seed ^ number);
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><title>Walk " + number
                + "</title></head><body><nav><a href=\"/\">Home</a>");
        for (int section = 1; section <= Math.min(SECTIONS, pages - 1); section++) {
            link(html, section);
        }
        link(html, chance.nextInt(pages));
        html.append("</nav><h1>Walk ").append(number).append("</h1><p>");
        for (int word = 0; word < 120; word++) {
            html.append(WORDS[chance.nextInt(WORDS.length)]).append(' ');
        }
        html.append("</p>");
        if (number % showing == 0) {
            int first = number / showing * shown;
            for (int image = first; image < first + shown; image++) {
                image(html, image);
            }
            if (first > 0) {
                image(html, chance.nextInt(first));
            }
        }
        for (long child = (long) number * CHILDREN + 1; child <= (long) number * CHILDREN + CHILDREN; child++) {
            if (child < pages) {
                link(html, (int) child);
            }
        }
        return text("text/html; charset=utf-8", html.append("</body></html>").toString());
    }

    private static void link(StringBuilder html, int page) {
        html.append(page == 0 ? "<a href=\"/" : "<a href=\"/walks/" + page + ".html")
                .append("\">Walk ")
                .append(page)
                .append("</a> ");
    }

    private static void image(StringBuilder html, int image) {
        html.append("<img src=\"/pictures/")
                .append(image)
                .append(".jpg\" alt=\"Picture ")
                .append(image)
                .append("\">");
    }

    private static Answer text(String type, String text) {
        return new Answer(type, text.getBytes(StandardCharsets.UTF_8));
    }
}
