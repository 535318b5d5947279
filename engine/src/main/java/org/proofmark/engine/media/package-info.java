/**
 * Decoding: from the bytes of a file to one upright grey picture, to one in colour for showing, and to what the file says
 * about it.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.engine.media.Decoder}; {@link org.proofmark.engine.media.ColourDecoder};
 *       {@link org.proofmark.engine.media.FileMetadata}.
 *   <li>Does: recognises the format by content, refuses by the limits before decoding, decodes as small as it may, applies
 *       the orientation, lays transparency over white.
 *   <li>Does not: colour management in grey (profiles and gamma are ignored there), animations (the first frame stands for all), foreign
 *       bytes in a process that must live: that is {@code worker}'s part.
 *   <li>Always true: bad bytes end in an {@link org.proofmark.engine.media.Undecodable} that says why, never in an
 *       exception; grey is Rec. 601 luma.
 *   <li>Tells: nobody.
 * </ul>
 */
@NullMarked
package org.proofmark.engine.media;

import org.jspecify.annotations.NullMarked;
