package org.proofmark.scout.frontier;

import java.time.Instant;

/**
 * An address of which nothing was seen at its last visit, or not all of it.
 *
 * @param url the address
 * @param role as what it was visited
 * @param scope the watched site that led there
 * @param referrer the document that led there; empty for those given at the start
 * @param why which kind of obstacle; {@link Visit.Why#UNREADABLE} also where only a part could not be read
 * @param status of the answer; 0 where none came
 * @param explanation for a person
 * @param when it was tried
 */
public record Trouble(
        String url,
        Role role,
        String scope,
        String referrer,
        Visit.Why why,
        int status,
        String explanation,
        Instant when) {}
