/**
 * Keeps the fingerprints of many images and finds those that share features with a query.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.engine.index.ImageIndex}, then {@link org.proofmark.engine.index.ExactIndex} (slow,
 *       true), then {@link org.proofmark.engine.index.SegmentedIndex} (fast, on disk). The formulae of both are in {@code
 *       Voting}.
 *   <li>Does: adds and removes while being searched; keeps every acknowledged image through a crash; checks its files
 *       whenever it is opened and says what is wrong.
 *   <li>Does not: look at geometry or pixels. A {@link org.proofmark.engine.index.Candidate} is a suspicion.
 *   <li>Always true: the fast index answers as the exact one. A search sees one moment. The log is the truth, everything
 *       else can be made from it.
 *   <li>Tells: {@link org.proofmark.engine.index.OpenReport}, {@link org.proofmark.engine.index.CheckReport}, {@link
 *       org.proofmark.engine.index.RebuildReport}, {@link org.proofmark.engine.index.IndexStatistics}.
 * </ul>
 */
@NullMarked
package org.proofmark.engine.index;

import org.jspecify.annotations.NullMarked;
