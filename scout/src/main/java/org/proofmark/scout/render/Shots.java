package org.proofmark.scout.render;

import java.util.Optional;
import org.proofmark.scout.url.Url;

/**
 * Which pictures are wanted.
 *
 * @param page the whole page
 * @param image the place where the page shows this image
 */
public record Shots(boolean page, Optional<Url> image) {
    /** None. */
    public static final Shots NONE = new Shots(false, Optional.empty());
}
