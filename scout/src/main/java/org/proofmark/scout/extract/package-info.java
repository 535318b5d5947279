/**
 * What a document shows and where it leads.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.extract.Documents}; {@link org.proofmark.scout.extract.ImageReference} is what it is about.
 *   <li>Does: read pages, style sheets, feeds, sitemaps, manifests, SVG and PDF files; name every image they show and what they say about it.
 *   <li>Does not: fetch, run scripts, decide what to follow.
 *   <li>Always true: whatever the bytes, it ends, and gives what could be read.
 *   <li>Tells: {@link org.proofmark.scout.extract.Extract}.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.extract;

import org.jspecify.annotations.NullMarked;
