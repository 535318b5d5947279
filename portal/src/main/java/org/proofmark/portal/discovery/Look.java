package org.proofmark.portal.discovery;

import java.util.Optional;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.worker.Examined;
import org.proofmark.portal.platform.Sha256;

/**
 * An image that was met for the first time, as it was seen, waiting to be compared.
 *
 * @param digest of its bytes
 * @param width as displayed, in pixels
 * @param height as displayed, in pixels
 * @param bytes how many
 * @param query the first look
 * @param deep a closer one, where the image is large enough to show works small
 */
public record Look(
        Sha256 digest,
        int width,
        int height,
        long bytes,
        FileMetadata metadata,
        Examined query,
        Optional<Examined> deep) {}
