/**
 * The part that sees: from the bytes of an image to the registered images it was made from.
 *
 * <ul>
 *   <li>Start where: {@code media → fingerprint → index → match}; {@code worker} is the process that may be killed.
 *   <li>Does: reads images, describes them, finds the ones that look alike and proves it by geometry.
 *   <li>Does not: fetch from the web, keep accounts, write to a database.
 *   <li>Always true: it knows no other module, and every foreign input has a named limit.
 *   <li>Tells: nobody; it answers whoever asks.
 * </ul>
 */
@NullMarked
package org.proofmark.engine;

import org.jspecify.annotations.NullMarked;
