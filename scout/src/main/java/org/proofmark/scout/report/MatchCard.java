package org.proofmark.scout.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Overlay;
import org.proofmark.engine.match.Plates;
import org.proofmark.engine.match.Plates.Plate;
import org.proofmark.engine.match.Polygon;
import org.proofmark.engine.match.Transform;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.scout.frontier.Shown;

/** One match on the report's page: the photo beside the copy, both laid on each other, and what is known, in words. */
final class MatchCard {
    /** More pictures than this would make a page no browser likes to open; the others are told in words. */
    private static final int MOST_PICTURES = 400;

    private static final int PAGES_SHOWN = 12;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final MatchPictures pictures;
    private int drawn;

    MatchCard(MatchPictures pictures) {
        this.pictures = pictures;
    }

    String html(Found found) {
        Optional<Plates> plates = drawn < MOST_PICTURES ? pictures.draw(found) : Optional.empty();
        drawn += plates.isPresent() ? 1 : 0;
        String stage = plates.map(some -> stage(found, some))
                .orElse("<div class=\"stage\"><p class=\"quiet\">Not drawn: %s.</p></div>"
                        .formatted(
                                drawn < MOST_PICTURES
                                        ? "the photo or the copy is no longer there"
                                        : "this page has enough pictures"));
        return "<article class=\"match\">\n%s\n%s</article>\n".formatted(stage, facts(found));
    }

    private static String stage(Found found, Plates plates) {
        return """
                <div class="stage" data-view="side">
                <div class="pair"><figure><figcaption><b>Yours</b>%s</figcaption>%s</figure>
                <figure><figcaption><b>Found</b>%,d × %,d</figcaption>%s</figure></div>
                <div class="laid"><img src="%s" width="%d" height="%d" alt="The part of your photo that is shown">\
                <img class="over" src="%s" alt="The copy, laid on your photo"></div>
                <input class="slide" type="range" min="0" max="100" value="50" aria-label="How much of the copy covers your photo">
                <div class="views" role="group" aria-label="View"><button type="button" data-view="side" aria-pressed="true">Side by side</button>\
                <button type="button" data-view="slide" aria-pressed="false">Slide</button><button type="button" data-view="blink" aria-pressed="false">Blink</button>\
                <button type="button" data-view="difference" aria-pressed="false">Difference</button></div>
                </div>""".formatted(
                        Html.text(found.match().image()),
                        plate(plates.work(), true, "Your photo; outlined is the part that is shown"),
                        found.picture().width(),
                        found.picture().height(),
                        plate(plates.copy(), false, "The image found; outlined is where it shows your photo"),
                        data(plates.part()),
                        plates.part().width(),
                        plates.part().height(),
                        data(plates.aligned()));
    }

    private static String plate(Plate plate, boolean veiled, String alt) {
        String points = points(plate.region());
        String veil = veiled && !points.isEmpty()
                ? "<path class=\"veil\" d=\"M0 0H%dV%dH0Z M%sZ\"/>"
                        .formatted(plate.width(), plate.height(), points.replace(' ', 'L'))
                : "";
        String outline = points.isEmpty()
                ? ""
                : "<polygon class=\"casing\" points=\"%1$s\"/><polygon class=\"pencil\" points=\"%1$s\"/>"
                        .formatted(points);
        return """
                <div class="plate"><img src="%s" width="%d" height="%d" alt="%s"><svg viewBox="0 0 %d %d" aria-hidden="true">%s%s</svg></div>""".formatted(
                        data(plate), plate.width(), plate.height(), alt, plate.width(), plate.height(), veil, outline);
    }

    private static String points(Polygon region) {
        return region.points().stream()
                .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", p.x(), p.y()))
                .collect(Collectors.joining(" "));
    }

    private static String data(Plate plate) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(plate.jpeg());
    }

    private static String facts(Found found) {
        Shown page = found.pages().getFirst();
        StringBuilder rows = new StringBuilder();
        row(rows, "Same photo", sure(found.match()));
        row(
                rows,
                "Shows",
                "%s of your photo".formatted(Html.percent(found.match().referenceOverlap())));
        row(
                rows,
                "Fills",
                "%s of the image".formatted(Html.percent(found.match().queryOverlap())));
        row(rows, "Changed", Html.text(changes(found.match())));
        row(
                rows,
                "Credit",
                page.credit().isEmpty() ? "<span class=\"quiet\">none stated there</span>" : Html.text(page.credit()));
        row(
                rows,
                "Licence",
                page.licence().isEmpty() ? "<span class=\"quiet\">none stated there</span>" : licence(page.licence()));
        row(rows, "Alt text", Html.text(page.alt()));
        row(rows, "Caption", Html.text(page.caption()));
        row(rows, "File says", Html.text(file(found.picture().metadata())));
        row(rows, "Seen", Html.text(seen(found)));
        row(rows, "Image", image(found));
        return """
                <div class="facts"><h3>%s</h3><dl>%s</dl>
                <ul class="pages">%s</ul></div>""".formatted(Html.text(found.match().image()), rows, pages(found.pages()));
    }

    private static void row(StringBuilder rows, String name, String html) {
        if (!html.isEmpty()) {
            rows.append("<dt>").append(name).append("</dt><dd>").append(html).append("</dd>");
        }
    }

    /** Three steps and the count of points, never a percentage. */
    private static String sure(Match match) {
        int full = switch (match.verdict()) {
            case COPY -> Overlay.sureness(match).equals("Certain") ? 3 : 2;
            case ASK -> 1;
            case SAME_SCENE -> 0;
        };
        String bars = "<i></i>".repeat(full) + "<i class=\"off\"></i>".repeat(3 - full);
        return "<span class=\"bars\" aria-hidden=\"true\">%s</span>%s <span class=\"quiet\">%s</span>"
                .formatted(bars, Overlay.sureness(match), Html.count(match.inliers(), "point agrees", "points agree"));
    }

    private static String changes(Match match) {
        StringJoiner changes = new StringJoiner(", ");
        if (match.mirrored()) {
            changes.add("mirrored");
        }
        if (match.inverted()) {
            changes.add("negative");
        }
        turn(match).ifPresent(changes::add);
        if (match.referenceOverlap() < 0.9) {
            changes.add("cropped or partly covered");
        }
        if (match.queryOverlap() < 0.85) {
            changes.add("part of a larger picture");
        }
        return changes.toString();
    }

    /** How far the work is turned in the image, clockwise; small turns are not told. */
    private static Optional<String> turn(Match match) {
        Transform map = match.transform();
        double centreX = match.queryRegion().points().stream()
                .mapToDouble(Polygon.Point::x)
                .average()
                .orElse(0);
        double centreY = match.queryRegion().points().stream()
                .mapToDouble(Polygon.Point::y)
                .average()
                .orElse(0);
        double acrossX = map.x(centreX + 1, centreY) - map.x(centreX, centreY);
        double acrossY = map.y(centreX + 1, centreY) - map.y(centreX, centreY);
        double degrees = -Math.toDegrees(Math.atan2(acrossY, match.mirrored() ? -acrossX : acrossX));
        long whole = Math.round(match.mirrored() ? -degrees : degrees);
        return Math.abs(whole) >= 2 ? Optional.of("turned %d°".formatted(Math.abs(whole))) : Optional.empty();
    }

    /** What the file itself says of its maker and rights. */
    private static String file(FileMetadata file) {
        StringJoiner words = new StringJoiner("; ");
        for (String text : List.of(file.creator(), file.credit(), file.copyright(), file.usageTerms())) {
            if (!text.isEmpty()) {
                words.add(text);
            }
        }
        return words.toString();
    }

    private static String licence(String stated) {
        return Html.link(stated, stated);
    }

    private static String seen(Found found) {
        String first = day(found.firstSeen());
        String last = day(found.lastSeen());
        String days = first.equals(last) ? first : first + " to " + last;
        return found.gone() ? days + "; no longer there" : days;
    }

    private static String day(Instant when) {
        return DAY.format(when);
    }

    private static String image(Found found) {
        boolean inPage = found.image().contains("#inline") || found.image().endsWith("#itself");
        String words = inPage ? "in the page itself" : found.image();
        return "%s <span class=\"quiet\">%s</span>"
                .formatted(
                        Html.link(found.image(), words),
                        Html.text(found.picture().type()));
    }

    private static String pages(List<Shown> pages) {
        String shown = pages.stream()
                .limit(PAGES_SHOWN)
                .map(page -> "<li>%s%s<div class=\"quiet\">%s</div></li>"
                        .formatted(
                                Html.link(page.page(), page.title().isEmpty() ? page.page() : page.title()),
                                page.gone() ? "<span class=\"gone\">gone</span>" : "",
                                Html.text(page.title().isEmpty() ? "" : page.page())))
                .collect(Collectors.joining());
        int more = pages.size() - PAGES_SHOWN;
        return more > 0
                ? shown
                        + "<li class=\"quiet\">and %s, all in matches.csv</li>"
                                .formatted(Html.count(more, "page", "pages"))
                : shown;
    }
}
