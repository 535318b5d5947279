/**
 * The licence register: what a holder has permitted, to whom, where, for how long and for what price.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.catalogue.licences.Licences}; {@link
 *       org.proofmark.portal.catalogue.licences.Licence} is what stands in the register.
 *   <li>Does: records, changes, finds and counts licences, and the works and collections they cover; reads them from CSV files
 *       and writes them to such.
 *   <li>Does not: judge whether a use is covered; collect money.
 *   <li>Always true: every query names the holder; a licence covers something; a price has a currency; an invoice is on disk
 *       before the row that names it.
 *   <li>Tells: whether the licences of a work are known, for its readiness.
 * </ul>
 */
@NamedInterface("licences")
@NullMarked
package org.proofmark.portal.catalogue.licences;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
