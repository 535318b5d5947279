package org.proofmark.portal.platform;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files by their digest: originals, renditions, fingerprints, invoices. The same bytes are kept once. A file is whole and
 * durable when the call that keeps it returns; the row that names it is written afterwards, so that a kill between the two
 * leaves a file without a row, which {@link #sweep} takes away, and never a row without a file.
 */
public interface Blobs {
    /**
     * A file that is kept.
     *
     * @param length in bytes
     */
    record Kept(Sha256 digest, long length) {}

    /**
     * Keeps what a stream gives.
     *
     * @throws IOException if it could not be kept; nothing is left behind then
     */
    Kept keep(InputStream bytes) throws IOException;

    /** Keeps a file by moving it, where it lies on the same disk; afterwards it is no longer where it was. */
    Kept adopt(java.nio.file.Path file) throws IOException;

    /** Opens a file; nothing if it is not kept. */
    Optional<InputStream> open(Sha256 digest) throws IOException;

    /** The whole file; for those known to be small enough. */
    default byte[] bytes(Sha256 digest) throws IOException {
        try (InputStream in = open(digest).orElseThrow(() -> new IOException("the file " + digest + " is missing"))) {
            return in.readAllBytes();
        }
    }

    /**
     * Removes files that nothing names and nobody touched since a moment.
     *
     * @return how many were removed
     */
    int sweep(Instant untouchedSince, Predicate<Sha256> named) throws IOException;
}
