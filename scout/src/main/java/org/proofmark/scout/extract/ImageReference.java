package org.proofmark.scout.extract;

import java.util.OptionalInt;
import org.proofmark.scout.url.Url;

/**
 * One image as a document shows it.
 *
 * @param source where it is
 * @param way how it is shown
 * @param alt its alternative text; like all texts here: empty where there is none, white space folded, cut at 2,000 characters
 * @param caption the text meant for it: figcaption, title, a feed's description
 * @param credit who is named as its creator
 * @param licence the address or text of the licence stated for it
 * @param context the text around it
 * @param width declared, CSS pixels
 * @param height declared, CSS pixels
 */
public record ImageReference(
        Source source,
        Way way,
        String alt,
        String caption,
        String credit,
        String licence,
        String context,
        OptionalInt width,
        OptionalInt height) {
    /** Where an image is. */
    public sealed interface Source {}

    /** At an address (http or https). */
    public record At(Url url) implements Source {}

    /**
     * In the document itself: a data address, a picture in a PDF.
     *
     * @param name a short name for it, unique in the document
     */
    @SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
    public record Inline(String name, byte[] bytes) implements Source {}

    /** The same image shown once more in one document: how visitors see it counts, and all that is said of it. */
    public ImageReference with(ImageReference other) {
        if (way.isSeen() || !other.way.isSeen()) {
            return joined(other);
        }
        return other.joined(this);
    }

    private ImageReference joined(ImageReference other) {
        return new ImageReference(
                source,
                way,
                either(alt, other.alt),
                either(caption, other.caption),
                either(credit, other.credit),
                either(licence, other.licence),
                either(context, other.context),
                width.isPresent() ? width : other.width,
                height.isPresent() ? height : other.height);
    }

    private static String either(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    /** How an image is shown. */
    public enum Way {
        IMG,
        SRCSET,
        PICTURE,
        LAZY,
        NOSCRIPT,
        BACKGROUND,
        OPEN_GRAPH,
        TWITTER,
        JSON_LD,
        MICRODATA,
        LINK_PRELOAD,
        LINK_IMAGE,
        LINK_ICON,
        VIDEO_POSTER,
        INPUT,
        OBJECT,
        EMBED,
        SVG_IMAGE,
        LINKED_FILE,
        FEED,
        SITEMAP,
        MANIFEST,
        PDF,
        SCRIPT,
        ITSELF;

        /** Whether visitors see it so, and not only machines. */
        boolean isSeen() {
            return switch (this) {
                case OPEN_GRAPH,
                        TWITTER,
                        JSON_LD,
                        MICRODATA,
                        LINK_PRELOAD,
                        LINK_IMAGE,
                        LINK_ICON,
                        MANIFEST,
                        SITEMAP,
                        SCRIPT -> false;
                default -> true;
            };
        }
    }
}
