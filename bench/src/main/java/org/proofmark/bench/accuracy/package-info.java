/**
 * How many copies are found, and how many pictures are wrongly taken for copies, beside other programs.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.bench.accuracy.AccuracyCommand}, then {@link
 *       org.proofmark.bench.accuracy.Finder}.
 *   <li>Does: asks every finder the same queries, computes the figures, writes the report.
 *   <li>Does not: tune anything.
 *   <li>Always true: no finder sees which query is a copy.
 *   <li>Tells: figures as text, tables, a chart and pictures.
 * </ul>
 */
@NullMarked
package org.proofmark.bench.accuracy;

import org.jspecify.annotations.NullMarked;
