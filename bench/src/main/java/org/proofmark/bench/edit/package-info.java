/**
 * What people do to photos before they show them as their own.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.bench.edit.Edits}.
 *   <li>Does: makes edited files of a photo, and dresses unrelated pictures alike.
 *   <li>Does not: know who will look for them.
 *   <li>Always true: the same seed, photo and edit give the same file.
 *   <li>Tells: nothing.
 * </ul>
 */
@NullMarked
package org.proofmark.bench.edit;

import org.jspecify.annotations.NullMarked;
