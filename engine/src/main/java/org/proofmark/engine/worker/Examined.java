package org.proofmark.engine.worker;

import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaType;

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
 */
public record Examined(
        MediaType type,
        int width,
        int height,
        int orientation,
        Fingerprint fingerprint,
        GreyPicture picture,
        FileMetadata metadata)
        implements Examination {}
