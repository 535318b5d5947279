package org.proofmark.portal.matching.alerts;

import java.time.Instant;

/**
 * What a holder asks of the matches again and again, under a name.
 *
 * @param query as the inbox's address says it, {@link org.proofmark.portal.matching.Asked}
 */
public record View(ViewId id, String name, String query, Instant madeAt) {}
