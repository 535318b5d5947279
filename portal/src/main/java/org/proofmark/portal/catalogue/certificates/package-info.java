/**
 * Image certificates: what this installation states of one registered work, for people (PDF/A-3) and for programs (JSON).
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.catalogue.certificates.Certificates}; {@link
 *       org.proofmark.portal.catalogue.certificates.Certificate} is what is stated.
 *   <li>Does: gathers what is registered of a work, and sets it on one page with the statement itself inside the file.
 *   <li>Does not: prove more than the register knows; there is no timestamp of another party in it.
 *   <li>Always true: the paper says nothing the attached statement does not; what foreign metadata holds is text and stays on the
 *       page; nothing is fetched from anywhere.
 *   <li>Tells: what it shows and what it does not, in words on the page.
 * </ul>
 */
@NamedInterface("certificates")
@NullMarked
package org.proofmark.portal.catalogue.certificates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
