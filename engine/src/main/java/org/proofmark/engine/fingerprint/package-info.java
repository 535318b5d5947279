/**
 * What the engine knows of an image, and how it comes to know it.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.engine.fingerprint.GlobalCode}, {@link org.proofmark.engine.fingerprint.Pdq}.
 *   <li>Does: turns a grey picture into local features and a global code.
 *   <li>Does not: decode files, compare images.
 *   <li>Always true: the same picture gives the same fingerprint on every machine.
 *   <li>Tells: nothing.
 * </ul>
 */
@NullMarked
package org.proofmark.engine.fingerprint;

import org.jspecify.annotations.NullMarked;
