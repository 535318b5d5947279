/**
 * Renditions: small files in which a picture may be shown to anybody, made anew from its pixels.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.engine.rendition.Renderer}; {@link org.proofmark.engine.rendition.Rendition}.
 *   <li>Does: makes the sizes ordered, each from the next larger one by area averaging, as WebP; tells the mean colour.
 *   <li>Does not: enlarge; sharpen; keep anything of the file but its pixels; run foreign bytes in a process that must live:
 *       that is {@code worker}'s part.
 *   <li>Always true: a rendition is upright, sRGB, without transparency, and one single chunk of picture data: there is no
 *       place for metadata in it. Whoever holds a {@code Rendition} holds that, since it is checked at its birth.
 *   <li>Tells: nobody.
 * </ul>
 */
@NullMarked
package org.proofmark.engine.rendition;

import org.jspecify.annotations.NullMarked;
