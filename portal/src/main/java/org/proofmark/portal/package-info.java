/**
 * The portal: what creators and the people of an operator see, in one process on one PostgreSQL.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.portal.Portal}; then the modules, ground first: platform, identity, catalogue.
 *   <li>Does: start everything, wire the modules, migrate each module's own schema.
 *   <li>Does not: hold rules of its own; those are the modules'.
 *   <li>Always true: a module calls only those below it; what was acknowledged to anyone is on disk.
 *   <li>Tells: where it can be reached, and on the first start how an administrator is made.
 * </ul>
 */
@NullMarked
package org.proofmark.portal;

import org.jspecify.annotations.NullMarked;
