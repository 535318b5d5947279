/**
 * What is watched, and what was seen there.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.discovery.Sources}; {@link org.proofmark.portal.discovery.Sightings} and
 *       {@link org.proofmark.portal.discovery.Looks} are what others read.
 *   <li>Does: keeps sources and their rounds, walks them with the scout, politely and in as many processes as there are, keeps
 *       every address, image and sighting with its first and last time.
 *   <li>Does not: know works; compare.
 *   <li>Always true: a source is walked by one process at a time, a site asked by one at a time; an image is looked at once;
 *       what a visit brought is kept whole or not at all.
 *   <li>Tells: new images, new sightings and what else is known of sites, to whoever asks next.
 * </ul>
 */
@ApplicationModule(
        displayName = "Discovery",
        allowedDependencies = {"platform", "identity"})
@NullMarked
package org.proofmark.portal.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
