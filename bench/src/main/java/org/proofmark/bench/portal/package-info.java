/**
 * The portal under kills, on a full disk, and under load: started as anyone starts it, used over HTTP as a browser would.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.bench.portal.PortalCrash}.
 *   <li>Does: keeps outside what was acknowledged, and compares it with what is there in the end.
 *   <li>Does not: cut the power, nor look into the portal while it runs.
 *   <li>Always true: a campaign can be repeated from its seed, but for the moments of the kills.
 *   <li>Tells: reports in Markdown, with every failure by name.
 * </ul>
 */
@NullMarked
package org.proofmark.bench.portal;

import org.jspecify.annotations.NullMarked;
