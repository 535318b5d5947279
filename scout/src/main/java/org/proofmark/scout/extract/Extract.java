package org.proofmark.scout.extract;

import java.util.List;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/**
 * What was read of a document.
 *
 * @param kind what it is
 * @param title of the page, feed or file; empty where none is stated
 * @param language BCP 47 tag as stated; empty where none is
 * @param canonical the address the page calls its own
 * @param directives what robots are asked not to do with it
 * @param licence the address or text of the licence stated for the page as a whole
 * @param images the images it shows, in its order, each address once for each way of showing it
 * @param links where it leads
 * @param troubles what could not be read, one line each
 */
public record Extract(
        Kind kind,
        String title,
        String language,
        Optional<Url> canonical,
        Directives directives,
        Optional<String> licence,
        List<ImageReference> images,
        List<Link> links,
        List<String> troubles) {
    /** The trouble of what is of no kind known here. */
    public static final String UNKNOWN = "no document known here";

    /** What a document is. */
    public enum Kind {
        PAGE,
        STYLE_SHEET,
        FEED,
        SITEMAP,
        MANIFEST,
        SVG,
        PDF,
        IMAGE,
        OTHER
    }

    public Extract {
        images = List.copyOf(images);
        links = List.copyOf(links);
        troubles = List.copyOf(troubles);
    }
}
