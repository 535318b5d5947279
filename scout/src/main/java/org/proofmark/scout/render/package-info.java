/**
 * A page as a real browser shows it.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.render.Browser}.
 *   <li>Does: build pages that build themselves by script, scroll them to their end, take pictures of them.
 *   <li>Does not: decide which addresses may be asked; whoever gives the fetcher does.
 *   <li>Always true: every request goes through the scout's own fetcher, nothing else leaves the browser (ADR 5); every page ends within its deadline.
 *   <li>Tells: {@link org.proofmark.scout.render.Rendered}.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.render;

import org.jspecify.annotations.NullMarked;
