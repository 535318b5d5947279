/**
 * What site owners ask of robots.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.robots.Robots}.
 *   <li>Does: fetch each origin's robots.txt once, keep it a day, say whether an address may be asked for and why not (RFC 9309).
 *   <li>Does not: wait (politeness), read what a page itself asks (extract).
 *   <li>Always true: an origin whose robots.txt cannot be had is not asked for anything else.
 *   <li>Tells: a refusal in words, the pause a site asks for, its sitemaps.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.robots;

import org.jspecify.annotations.NullMarked;
