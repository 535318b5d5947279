/**
 * The whole walk: page → image addresses → bytes → fingerprint → matches.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.scan.Scan}.
 *   <li>Does: ask the frontier what is next, wait for a server's turn, fetch, read, look for works, keep what was seen.
 *   <li>Does not: store, draw, print; know where the works come from.
 *   <li>Always true: one exchange at a time with one site; nothing asked that its robots.txt forbids; what a visit brought
 *       is kept before it is forgotten.
 *   <li>Tells: {@link org.proofmark.scout.scan.Tally}.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.scan;

import org.jspecify.annotations.NullMarked;
