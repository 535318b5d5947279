/**
 * Everything a holder has here, as one archive to take away.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.catalogue.export.Export}.
 *   <li>Does: writes originals byte for byte, what is said of them, collections, licences with their invoices, certificates, and
 *       the {@link org.proofmark.portal.identity.Chapter}s that every module adds, into one ZIP, as it is sent.
 *   <li>Does not: keep anything on the way; leave out what it could not read without naming it.
 *   <li>Always true: a name in the archive unpacks anywhere, and only once; each table of the database is in it, or named with the
 *       reason by the test that asks them all.
 *   <li>Tells: in {@code README.txt} what is what, in {@code missing.txt} what is not there, in {@code contents.json}, the last,
 *       how much there is.
 * </ul>
 */
@NullMarked
package org.proofmark.portal.catalogue.export;

import org.jspecify.annotations.NullMarked;
