package org.proofmark.portal.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

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

    /**
     * Keeps a file by moving it, where it lies on the same disk; afterwards it is no longer where it was.
     *
     * @param before told the digest while the file is still where it was; what it throws leaves it there
     */
    Kept adopt(Path file, Consumer<Sha256> before) throws IOException;

    /** Opens a file; nothing if it is not kept. */
    Optional<InputStream> open(Sha256 digest) throws IOException;

    /** The whole file; for those known to be small enough. */
    default byte[] bytes(Sha256 digest) throws IOException {
        try (InputStream in = open(digest).orElseThrow(() -> new IOException("the file " + digest + " is missing"))) {
            return in.readAllBytes();
        }
    }

    /** Whether a file is kept. */
    boolean has(Sha256 digest);

    /**
     * Removes files that nothing names and nobody touched since a moment. A file that is kept anew meanwhile stays.
     *
     * @param named of some digests, those that something names; asked for up to a thousand at once
     * @return how many were removed
     */
    int sweep(Instant untouchedSince, UnaryOperator<Set<Sha256>> named) throws IOException;
}
