/**
 * Scans a site made for the purpose: under kills, and against the clock.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.bench.scan.CrashCampaign}, {@link org.proofmark.bench.scan.SpeedRace}.
 *   <li>Does: makes a site from photos, serves it on loopback, counts what is asked for, scans it as a user would.
 *   <li>Does not: reach any other server.
 *   <li>Always true: the same seed makes the same site; what is compared was run in turn on it.
 *   <li>Tells: repeated fetches, pages and images a second, memory.
 * </ul>
 */
@NullMarked
package org.proofmark.bench.scan;

import org.jspecify.annotations.NullMarked;
