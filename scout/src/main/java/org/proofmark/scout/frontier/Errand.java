package org.proofmark.scout.frontier;

import java.util.Optional;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.url.Url;

/**
 * An address to visit.
 *
 * @param id its number in the frontier
 * @param url what to fetch
 * @param role as what
 * @param scope the watched site that led there
 * @param depth links from the start page
 * @param referrer the document that led there first
 * @param validators what the server told the last time
 * @param digest SHA-256 in hexadecimal of what was there the last time; empty if never seen
 */
public record Errand(
        long id,
        Url url,
        Role role,
        String scope,
        int depth,
        Optional<Url> referrer,
        Validators validators,
        Optional<String> digest) {}
