/**
 * People: who they are, how they prove it, what they may do, whose works they act for.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.identity.People}; {@link org.proofmark.portal.identity.SignedIn} is who asks,
 *       {@link org.proofmark.portal.identity.Allow} who may.
 *   <li>Does: accounts, invitations, links sent once, sign-in, sessions, roles, the holders of works.
 *   <li>Does not: know what a holder holds.
 *   <li>Always true: a route without {@code @Allow} answers nobody; secrets are kept as digests only; every act here is in the
 *       audit.
 *   <li>Tells: {@link org.proofmark.portal.identity.SignedIn} to every page and API call.
 * </ul>
 */
@ApplicationModule(displayName = "Identity", allowedDependencies = "platform")
@NullMarked
package org.proofmark.portal.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
