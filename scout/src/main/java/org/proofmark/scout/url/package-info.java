/**
 * Addresses, as browsers read them.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.url.Url}.
 *   <li>Does: parse, resolve, write, compare, name the site an address belongs to.
 *   <li>Does not: fetch.
 *   <li>Always true: what was parsed writes itself as a browser would, and parses again to the same.
 *   <li>Tells: nothing.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.url;

import org.jspecify.annotations.NullMarked;
