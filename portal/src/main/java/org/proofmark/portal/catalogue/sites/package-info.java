/**
 * Photos from a site of the holder's own: from its WordPress media list, its sitemaps, its feeds or its pages.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.catalogue.sites.SiteImports}; {@link
 *       org.proofmark.portal.catalogue.sites.SiteImporter} works through the queue.
 *   <li>Does: shows first what there is, then fetches each picture once, as large as the site has it, with what the site says
 *       about it.
 *   <li>Does not: ask for anything without the scout's guard, its robots.txt and its turns; leave the site for more than
 *       pictures; start before someone declared to have the rights.
 *   <li>Always true: what is fetched goes through {@link org.proofmark.portal.catalogue.Uploads} like any file; a kill at any
 *       moment repeats nothing that was acknowledged.
 *   <li>Tells: what came of each picture, and why.
 * </ul>
 */
@NamedInterface("sites")
@NullMarked
package org.proofmark.portal.catalogue.sites;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
