package org.proofmark.scout.archive;

import java.time.Instant;
import org.proofmark.scout.url.Url;

/**
 * An address an archive can answer for with a success.
 *
 * @param url the address
 * @param type the media type stated, lower case, without parameters; empty where none is stated
 * @param captured when it was
 */
public record Entry(Url url, String type, Instant captured) {
    /** Whether it is stated to be an image. */
    public boolean isImage() {
        return type.startsWith("image/");
    }

    /** Whether it is stated to be a page. */
    public boolean isPage() {
        return type.equals("text/html") || type.equals("application/xhtml+xml");
    }
}
