/**
 * One page kept so that it can be shown later what it was: pictures, document, every exchange, in one package.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.capture.Capture}.
 *   <li>Does: fetch a page with all it shows, write WARC, pictures, certificates and the account of it, wrap them as WACZ 1.1.1.
 *   <li>Does not: sign or timestamp; heed robots.txt, as one page is looked at for a person who asked for it.
 *   <li>Always true: what could not be had is named in {@code capture.json}; every file in the package has its SHA-256 there.
 *   <li>Tells: {@link org.proofmark.scout.capture.Captured}.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.capture;

import org.jspecify.annotations.NullMarked;
