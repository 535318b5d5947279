/**
 * Search by image: which of one's works a picture shows, and where it has been seen.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.matching.search.ImageSearch}.
 *   <li>Does: looks at a picture somebody brings or names, and answers.
 *   <li>Does not: keep the picture, nor what was answered.
 *   <li>Always true: of works only the asker's own are told; where pictures were seen is told to every creator,
 *       but for what only others gave: lists, archives, single pages.
 *   <li>Tells: nothing.
 * </ul>
 */
@NullMarked
package org.proofmark.portal.matching.search;

import org.jspecify.annotations.NullMarked;
