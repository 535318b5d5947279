/**
 * Gives hostile files to worker processes and watches what becomes of this one.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.bench.hostile.HostileRun}.
 *   <li>Does: examines every file of a folder, round after round, times each, weighs the memory of this process.
 *   <li>Does not: decode anything itself.
 *   <li>Always true: a file that was not answered in time is counted, not forgotten.
 *   <li>Tells: {@code hostile.md} and {@code hostile.csv}.
 * </ul>
 */
@NullMarked
package org.proofmark.bench.hostile;

import org.jspecify.annotations.NullMarked;
