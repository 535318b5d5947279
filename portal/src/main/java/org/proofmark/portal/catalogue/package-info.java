/**
 * Works: what is registered, how it comes in, how it is found again and sorted, and what licences were sold.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.catalogue.Works}; {@link org.proofmark.portal.catalogue.Uploads} is the way in.
 *   <li>Does: takes files of every kind and source, has the engine look at them, tells duplicates, keeps originals, renditions
 *       and fingerprints, and the order a creator gives them.
 *   <li>Does not: decide who may see what; compare with the web.
 *   <li>Always true: an acknowledged file is registered once or told why not; every query names the holder; what is shown is a
 *       rendition, never the file that came in.
 *   <li>Tells: what became of each file, {@link org.proofmark.portal.catalogue.Upload}.
 * </ul>
 */
@ApplicationModule(
        displayName = "Catalogue",
        allowedDependencies = {"platform", "identity"})
@NullMarked
package org.proofmark.portal.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
