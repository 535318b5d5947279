package org.proofmark.engine.worker;

import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaType;
import org.proofmark.engine.media.Shot;
import org.proofmark.engine.rendition.Renditions;

/**
 * A file that was decoded and fingerprinted.
 *
 * @param type what the content is
 * @param width width as displayed, in pixels
 * @param height height as displayed, in pixels
 * @param orientation EXIF orientation found, 1 to 8, already applied
 * @param fingerprint what the engine knows of the image
 * @param picture the upright grey picture the fingerprint was taken from, for the pixel check
 * @param metadata what the file says about its picture
 * @param shot how and where it was taken; not for everybody's eyes
 * @param renditions those that were ordered
 */
public record Examined(
        MediaType type,
        int width,
        int height,
        int orientation,
        Fingerprint fingerprint,
        GreyPicture picture,
        FileMetadata metadata,
        Shot shot,
        Renditions renditions)
        implements Examination {

    /** Without renditions and without a word of how it was taken. */
    public Examined(
            MediaType type,
            int width,
            int height,
            int orientation,
            Fingerprint fingerprint,
            GreyPicture picture,
            FileMetadata metadata) {
        this(type, width, height, orientation, fingerprint, picture, metadata, Shot.NONE, Renditions.NONE);
    }
}
