package org.proofmark.portal.matching.search;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.engine.rendition.Rendition;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.matching.Finding;
import org.proofmark.portal.matching.Tier;
import org.proofmark.portal.platform.Sha256;

/**
 * What is known of a picture.
 *
 * @param width as displayed, in pixels
 * @param preview made anew from its pixels, for who asked
 * @param enough whether it has detail enough for near copies to be found
 * @param works of the asker's that it shows, surest first
 * @param seen images met that show it, itself first
 * @param registered works it was compared with
 * @param met images it was compared with
 */
record Answer(
        int width,
        int height,
        Optional<Rendition> preview,
        boolean enough,
        List<Shown> works,
        List<Met> seen,
        int registered,
        int met) {
    /**
     * A work the picture shows.
     *
     * @param found how they lie on each other; its copy is the picture
     */
    record Shown(WorkId id, String name, int width, int height, Tier tier, Finding found) {}

    /**
     * An image met that shows the picture.
     *
     * @param itself whether it is the same file
     * @param tier how sure that is
     * @param share of the picture that it shows, 0 to 1
     * @param pages that show it
     * @param first of them, those seen last first
     */
    @Schema(name = "PictureMet")
    record Met(Sha256 digest, boolean itself, Tier tier, double share, int pages, List<Place> first) {
        Met {
            first = List.copyOf(first);
        }
    }

    /** A page on which an image was seen. */
    @Schema(name = "PicturePlace")
    record Place(
            String page, String site, String title, String alt, Instant firstSeen, Instant lastSeen, boolean gone) {}

    Answer {
        works = List.copyOf(works);
        seen = List.copyOf(seen);
    }

    /** On how many pages it was seen, in whatever form. */
    public int pages() {
        return seen.stream().mapToInt(Met::pages).sum();
    }
}
