/**
 * How long a fingerprint takes.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.bench.speed.SpeedCommand}.
 *   <li>Does: measures the steps from file to fingerprint, beside the bare JPEG decoder.
 *   <li>Does not: measure searching (see: scale).
 *   <li>Always true: what is compared was run in turn on the same files.
 *   <li>Tells: medians of CPU time, and images a second.
 * </ul>
 */
@NullMarked
package org.proofmark.bench.speed;

import org.jspecify.annotations.NullMarked;
