package org.proofmark.scout.archive;

import java.time.Instant;
import org.proofmark.scout.url.Url;

/**
 * Where one answer was written: what an index of the file needs.
 *
 * @param url what was asked
 * @param captured when
 * @param file the file's name
 * @param offset where its record begins in the file
 * @param length of the record in the file, compressed
 * @param status the answer's
 * @param type the answer's media type without parameters; empty where none is stated
 * @param digest of the payload, {@code sha256:} and hexadecimal
 * @param revisit whether the record refers to an earlier one instead of holding the bytes
 */
public record Written(
        Url url,
        Instant captured,
        String file,
        long offset,
        long length,
        int status,
        String type,
        String digest,
        boolean revisit) {}
