/**
 * Image files and pictures.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.engine.media.GreyPicture}.
 *   <li>Does: recognises and decodes image files, within limits.
 *   <li>Does not: know what is in the picture.
 *   <li>Always true: a foreign file is damaged until it is decoded.
 *   <li>Tells: nothing.
 * </ul>
 */
@NullMarked
package org.proofmark.engine.media;

import org.jspecify.annotations.NullMarked;
