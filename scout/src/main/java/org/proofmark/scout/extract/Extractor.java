package org.proofmark.scout.extract;

import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.url.Url;

/** Reads documents of every kind. Safe for use by many threads at once. */
public interface Extractor {
    /**
     * Reads a document.
     *
     * @param url where it was found, after redirects
     * @param headers its header fields
     * @param body decoded
     */
    Extract extract(Url url, Headers headers, byte[] body);
}
