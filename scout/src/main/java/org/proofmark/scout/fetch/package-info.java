/**
 * One guarded exchange with a stranger's server.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.fetch.Fetcher}.
 *   <li>Does: check every address it connects to, follow redirects, decode, limit everything, say what happened.
 *   <li>Does not: decide whether it may ask (robots) or when (politeness).
 *   <li>Always true: no connection to an address that is not allowed; every exchange ends within its deadline.
 *   <li>Tells: {@link org.proofmark.scout.fetch.Outcome}.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.fetch;

import org.jspecify.annotations.NullMarked;
