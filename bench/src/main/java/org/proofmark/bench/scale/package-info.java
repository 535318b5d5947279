/**
 * Grows an index beyond any photo collection at hand.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.bench.scale.ScaleRun}.
 *   <li>Does: draws images from the statistics of real ones and measures the index at each size.
 *   <li>Does not: measure accuracy; drawn images know neither geometry nor look-alikes.
 *   <li>Always true: the same seed and photos draw the same images.
 *   <li>Tells: {@link org.proofmark.bench.scale.ScaleReport}.
 * </ul>
 */
@NullMarked
package org.proofmark.bench.scale;

import org.jspecify.annotations.NullMarked;
