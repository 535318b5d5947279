/**
 * Kills a process that fills an index, again and again, and looks at what is left.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.bench.crash.CrashRun}.
 *   <li>Does: keeps a list of what the killed process acknowledged and compares.
 *   <li>Does not: cut the power. What a power cut may do to unacknowledged bytes is imitated.
 *   <li>Always true: a campaign can be repeated from its seed, but for the moments of the kills.
 *   <li>Tells: {@link org.proofmark.bench.crash.CrashRun.Report}.
 * </ul>
 */
@NullMarked
package org.proofmark.bench.crash;

import org.jspecify.annotations.NullMarked;
