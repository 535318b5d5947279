package org.proofmark.scout.frontier;

import java.util.List;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.media.FileMetadata;

/**
 * The content of an image, whatever its address.
 *
 * @param digest SHA-256 of its bytes in hexadecimal
 * @param type what the content is, {@code image/jpeg}; empty where nobody could tell
 * @param width as displayed, in pixels; 0 where nobody could tell
 * @param height as displayed, in pixels
 * @param trouble why it could not be read; empty where it could
 * @param metadata what the file says about itself
 * @param matches the works it shows, surest first
 */
public record Picture(
        String digest, String type, int width, int height, String trouble, FileMetadata metadata, List<Match> matches) {
    public Picture {
        if (digest.length() != 64) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits, found " + digest);
        }
        matches = List.copyOf(matches);
    }
}
