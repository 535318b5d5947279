/**
 * What to look at next, and what was seen: the memory of a scan.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.frontier.Frontier}.
 *   <li>Does: keep every address once, hand out what is due, keep what each visit brought, answer what was seen where.
 *   <li>Does not: fetch, read, judge; wait for a server's turn.
 *   <li>Always true: a visit is kept whole or not at all; what is kept outlives a kill; no address is handed out twice in
 *       a round.
 *   <li>Tells: {@link org.proofmark.scout.frontier.Shown}.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.frontier;

import org.jspecify.annotations.NullMarked;
