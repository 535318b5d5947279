/**
 * Rest for other people's servers.
 *
 * <ul>
 *   <li>Start at {@link org.proofmark.scout.politeness.Turns}.
 *   <li>Does: say when a site may be asked again, one request at a time, slower when it struggles.
 *   <li>Does not: fetch, wait, read robots.txt.
 *   <li>Always true: nobody has a site's turn while another has it.
 *   <li>Tells: nothing.
 * </ul>
 */
@NullMarked
package org.proofmark.scout.politeness;

import org.jspecify.annotations.NullMarked;
