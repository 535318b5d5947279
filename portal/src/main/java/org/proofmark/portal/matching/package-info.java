/**
 * Which images met show which works, and what their holders say of it.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.matching.Matches}; {@code Comparer} makes them.
 *   <li>Does: compares new images with all works and new works with all images, keeps matches and verdicts, settles what licences,
 *       own sites, rules and earlier verdicts settle, tells what is new.
 *   <li>Does not: walk the web; write to anyone but the holder.
 *   <li>Always true: a pair that was decided is not asked again without a reason that is shown; a person's verdict outweighs every
 *       other; each verdict given is kept.
 *   <li>Tells: {@link org.proofmark.portal.matching.MatchLifecycle}, the one table of what may follow what.
 * </ul>
 */
@ApplicationModule(
        displayName = "Matching",
        allowedDependencies = {"platform", "identity", "catalogue", "catalogue :: licences", "discovery"})
@NullMarked
package org.proofmark.portal.matching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
