/**
 * Decides whether an image shows a registered one: candidates, geometry, pixels.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.engine.match.CopyFinder}.
 *   <li>Does: align features, compare pixels, score, say which part of which image is where.
 *   <li>Does not: decode files, keep fingerprints, decide about licences.
 *   <li>Always true: a copy is never claimed without agreement of the pixels.
 *   <li>Tells: {@link org.proofmark.engine.match.Match}.
 * </ul>
 */
@NullMarked
package org.proofmark.engine.match;

import org.jspecify.annotations.NullMarked;
