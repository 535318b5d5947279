/**
 * Who is told of matches, and how: people by digests, readers by feeds, programs by webhooks and exports.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.matching.alerts.Webhooks}, {@code Digests}, {@code Feeds} and {@code MatchExport}.
 *   <li>Does: keeps what is to be told in tables that are the queues, tells it until it is taken or given up, and shows both.
 *   <li>Does not: decide what a match is, nor change one.
 *   <li>Always true: what is told is written in the transaction of what it tells of; nothing is sent to an address that is not
 *       public; secrets are shown once.
 *   <li>Tells: nothing.
 * </ul>
 */
@NullMarked
package org.proofmark.portal.matching.alerts;

import org.jspecify.annotations.NullMarked;
