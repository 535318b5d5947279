package org.proofmark.scout.fetch;

import java.util.Optional;

/**
 * By what a server tells whether an answer has changed (RFC 9110, 8.8).
 *
 * @param etag the ETag header as sent
 * @param lastModified the Last-Modified header as sent
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {
    /** Nothing known. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    /** What an answer states. */
    public static Validators of(Headers headers) {
        return new Validators(headers.first("ETag"), headers.first("Last-Modified"));
    }
}
