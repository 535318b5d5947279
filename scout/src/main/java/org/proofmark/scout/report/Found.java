package org.proofmark.scout.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.engine.match.Match;
import org.proofmark.scout.frontier.Picture;
import org.proofmark.scout.frontier.Shown;
import org.proofmark.scout.url.Url;

/**
 * A work in one content of one image of one site, and all pages that show it.
 *
 * @param site the site whose pages show it
 * @param match how the image shows the work
 * @param picture the image's content
 * @param image its address
 * @param status its last status code
 * @param pages where it is shown
 */
public record Found(String site, Match match, Picture picture, String image, int status, List<Shown> pages) {
    private static final Comparator<Found> ORDER = Comparator.comparing(Found::site)
            .thenComparing((Found found) -> found.match().verdict())
            .thenComparing(
                    Comparator.comparingDouble((Found found) -> found.match().score())
                            .reversed())
            .thenComparing((Found found) -> found.match().image())
            .thenComparing(Found::image);

    public Found {
        pages = List.copyOf(pages);
    }

    /** When it was first seen on any page. */
    public Instant firstSeen() {
        return pages.stream()
                .map(Shown::firstSeen)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** When it was last seen on any page. */
    public Instant lastSeen() {
        return pages.stream()
                .map(Shown::lastSeen)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** Whether no page shows it any more. */
    public boolean gone() {
        return pages.stream().allMatch(Shown::gone);
    }

    /** Sightings put together by site, work and image: sites by name, in each the surest first. */
    public static List<Found> of(List<Shown> sightings) {
        Map<List<String>, List<Shown>> groups = new LinkedHashMap<>();
        for (Shown shown : sightings) {
            groups.computeIfAbsent(
                            List.of(
                                    siteOf(shown),
                                    shown.match().image(),
                                    shown.image(),
                                    shown.picture().digest()),
                            any -> new ArrayList<>())
                    .add(shown);
        }
        return groups.values().stream().map(Found::group).sorted(ORDER).toList();
    }

    private static Found group(List<Shown> pages) {
        Shown first = pages.getFirst();
        return new Found(siteOf(first), first.match(), first.picture(), first.image(), first.status(), pages);
    }

    private static String siteOf(Shown shown) {
        return Url.parse(shown.page()).map(url -> url.site().name()).orElse(shown.scope());
    }
}
