package org.proofmark.scout.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.proofmark.engine.match.Verdict;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Trouble;
import org.proofmark.scout.frontier.Visit;

/** One page that needs nothing but itself: what was found, site by site, with pictures. */
final class ReportPage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final List<Found> found;
    private final List<Coverage> coverage;
    private final List<Trouble> troubles;
    private final MatchCard card;
    private final boolean complete;
    private final Instant now;

    ReportPage(
            List<Found> found,
            List<Coverage> coverage,
            List<Trouble> troubles,
            MatchPictures pictures,
            boolean complete,
            Instant now) {
        this.found = found;
        this.coverage = coverage;
        this.troubles = troubles;
        this.card = new MatchCard(pictures);
        this.complete = complete;
        this.now = now;
    }

    String html() {
        String script = resource("report.js");
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
                script-src 'sha256-%s'; base-uri 'none'; form-action 'none'">
                <meta name="referrer" content="no-referrer">
                <title>%s · Proofmark</title>
                <style>%s</style>
                </head>
                <body>
                %s<main class="wide">
                %s</main>
                <script>%s</script>
                </body>
                </html>
                """.formatted(sha256(script), Html.text(headline()), resource("report.css"), head(), body(), script);
    }

    private List<Found> sure() {
        return found.stream()
                .filter(one -> one.match().verdict() != Verdict.SAME_SCENE)
                .toList();
    }

    private String headline() {
        List<Found> sure = sure();
        if (sure.isEmpty()) {
            return "No use of your photos was found";
        }
        long works = sure.stream().map(one -> one.match().image()).distinct().count();
        long sites = sure.stream().map(Found::site).distinct().count();
        return "%s of %s on %s"
                .formatted(
                        Html.count(sure.size(), "use", "uses"),
                        Html.count(works, "photo", "photos"),
                        Html.count(sites, "site", "sites"));
    }

    private String head() {
        return """
                <header class="head"><div class="wide">
                <div class="word"><i></i>Proofmark</div>
                <h1>%s</h1>
                <p class="lead">%s</p>
                <p class="lead">A match says that an image shows your photo, not that its use needs your leave. Whether there is a licence is for you to judge.</p>
                %s</div></header>
                """.formatted(Html.text(headline()), Html.text(looked()), jumps());
    }

    private String looked() {
        int pages = coverage.stream()
                .mapToInt(one -> one.seen().getOrDefault(Role.PAGE, 0))
                .sum();
        int images = coverage.stream()
                .mapToInt(one -> one.seen().getOrDefault(Role.IMAGE, 0))
                .sum();
        int open = coverage.stream().mapToInt(Coverage::open).sum();
        String state = complete
                ? ""
                : " The scan was stopped before its end: %,d addresses are still to visit.".formatted(open);
        return "Looked at %s and %s; %s.%s"
                .formatted(
                        Html.count(pages, "page", "pages"),
                        Html.count(images, "image", "images"),
                        TIME.format(now),
                        state);
    }

    private String jumps() {
        Map<String, List<Found>> sites = bySite();
        if (sites.size() < 2) {
            return "";
        }
        return sites.entrySet().stream()
                .map(site -> "<a href=\"#%s\">%s<b>%,d</b></a>"
                        .formatted(
                                anchor(site.getKey()),
                                Html.text(site.getKey()),
                                site.getValue().size()))
                .collect(Collectors.joining("\n", "<nav class=\"jump\" aria-label=\"Sites\">", "</nav>\n"));
    }

    private static String anchor(String site) {
        return "site-" + site.replaceAll("[^A-Za-z0-9.-]", "-");
    }

    private Map<String, List<Found>> bySite() {
        return found.stream().collect(Collectors.groupingBy(Found::site, LinkedHashMap::new, Collectors.toList()));
    }

    private String body() {
        String sites = bySite().entrySet().stream()
                .map(site -> site(site.getKey(), site.getValue()))
                .collect(Collectors.joining());
        return (found.isEmpty() ? nothing() : sites) + tail();
    }

    private String nothing() {
        return """
                <section class="nothing"><p>Every page and image listed below was looked at and none shows one of your photos. That is \
                not the same as “broken”: what could not be looked at is counted below and named in <b>errors.csv</b>.</p></section>
                """;
    }

    private String site(String name, List<Found> all) {
        List<Found> sure = all.stream()
                .filter(one -> one.match().verdict() != Verdict.SAME_SCENE)
                .toList();
        List<Found> scenes = all.stream()
                .filter(one -> one.match().verdict() == Verdict.SAME_SCENE)
                .toList();
        String folded = scenes.isEmpty()
                ? ""
                : "<details class=\"scene\"><summary>%s that show the same scene, probably another photo</summary>%s</details>\n"
                        .formatted(Html.count(scenes.size(), "image", "images"), cards(scenes));
        return """
                <section class="site" id="%s"><header><h2>%s</h2><span class="count">%s</span></header>
                %s%s</section>
                """.formatted(
                        anchor(name), Html.text(name), Html.count(sure.size(), "use", "uses"), cards(sure), folded);
    }

    private String cards(List<Found> matches) {
        return matches.stream().map(card::html).collect(Collectors.joining());
    }

    private String tail() {
        Map<Visit.Why, Long> missed = troubles.stream()
                .collect(Collectors.groupingBy(Trouble::why, LinkedHashMap::new, Collectors.counting()));
        String rows = coverage.stream().map(ReportPage::row).collect(Collectors.joining());
        String not = missed.isEmpty()
                ? "Nothing was left out."
                : "Not looked at, or only in part: "
                        + missed.entrySet().stream()
                                .map(entry -> "%,d %s".formatted(entry.getValue(), words(entry.getKey())))
                                .collect(Collectors.joining(", "))
                        + ". errors.csv names each with its reason.";
        return """
                <section class="tail"><h2>What was looked at</h2>
                <table><thead><tr><th>Watched</th><th class="n">Pages</th><th class="n">Images</th><th class="n">Lists, style sheets</th>\
                <th class="n">Not looked at</th><th class="n">Still open</th><th>From</th><th>To</th></tr></thead><tbody>%s</tbody></table>
                <p>%s</p></section>
                """.formatted(rows, Html.text(not));
    }

    private static String row(Coverage one) {
        int pages = one.seen().getOrDefault(Role.PAGE, 0);
        int images = one.seen().getOrDefault(Role.IMAGE, 0);
        int all = one.seen().values().stream().mapToInt(Integer::intValue).sum();
        int skipped =
                one.skipped().values().stream().mapToInt(Integer::intValue).sum();
        return ("<tr><td>%s</td><td class=\"n\">%,d</td><td class=\"n\">%,d</td><td class=\"n\">%,d</td><td class=\"n\">%,d</td>"
                        + "<td class=\"n\">%,d</td><td>%s</td><td>%s</td></tr>")
                .formatted(
                        Html.text(one.scope()),
                        pages,
                        images,
                        all - pages - images,
                        skipped,
                        one.open(),
                        TIME.format(one.from()),
                        TIME.format(one.to()));
    }

    private static String words(Visit.Why why) {
        return switch (why) {
            case ROBOTS -> "forbidden by robots.txt, or robots.txt could not be read";
            case BUDGET -> "beyond the budget";
            case TRAP -> "that looked endless";
            case TYPE -> "of a type that shows no images";
            case SMALL -> "icons and spacers";
            case REFUSED -> "refused by a rule of ours, or led to another site";
            case STATUS -> "answered with an error";
            case TOO_LARGE -> "too large";
            case UNREACHABLE -> "unreachable";
            case UNREADABLE -> "unreadable";
        };
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
