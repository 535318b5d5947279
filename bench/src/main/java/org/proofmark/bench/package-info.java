/**
 * Measures: accuracy, speed, load, side by side with other programs.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.bench.Main}.
 *   <li>Does: repeats measurements that the documents quote.
 *   <li>Does not: ship.
 *   <li>Always true: nothing outside this module knows it.
 *   <li>Tells: figures, on standard output.
 * </ul>
 */
@NullMarked
package org.proofmark.bench;

import org.jspecify.annotations.NullMarked;
