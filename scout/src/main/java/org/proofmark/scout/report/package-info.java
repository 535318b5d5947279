/**
 * What a scan found, for people and for programs.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.report.Report}.
 *   <li>Does: write {@code report.html}, {@code matches.csv}, {@code matches.json}, {@code errors.csv}, {@code coverage.json}.
 *   <li>Does not: look for anything, decide anything.
 *   <li>Always true: whatever strangers wrote is text: no page of ours runs it, no table computes it. A file is whole or as
 *       it was before.
 *   <li>Tells: nothing.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.report;

import org.jspecify.annotations.NullMarked;
