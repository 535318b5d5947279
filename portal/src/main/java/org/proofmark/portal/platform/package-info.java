/**
 * The ground all modules stand on: settings, files by digest, clock, audit, refusals, the page's frame.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.platform.Blobs} for files, {@link org.proofmark.portal.platform.Audit} for who did
 *       what.
 *   <li>Does: what every module needs and none owns.
 *   <li>Does not: know any of them.
 *   <li>Always true: a file that was acknowledged is on disk before its row; a refusal has a text in every language.
 *   <li>Tells: {@link org.proofmark.portal.platform.Refused}.
 * </ul>
 */
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {})
@NullMarked
package org.proofmark.portal.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
