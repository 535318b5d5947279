package org.proofmark.scout.archive;

import java.time.Instant;

/**
 * Where one capture of an address stands.
 *
 * @param file the number of the file
 * @param offset where its record begins, in bytes as stored
 * @param status the HTTP status; 200 for a resource record
 * @param captured when it was
 * @param type the media type stated
 */
record Place(int file, long offset, int status, Instant captured, String type) {
    boolean success() {
        return status >= 200 && status < 300 && status != 204;
    }

    /** Any success before anything else; then the later one. */
    boolean betterThan(Place other) {
        return success() == other.success() ? !captured.isBefore(other.captured) : success();
    }
}
