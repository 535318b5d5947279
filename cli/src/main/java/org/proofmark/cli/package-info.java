/**
 * The commands: what a person types, and what they read while it runs.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.cli.Main}.
 *   <li>Does: reads arguments, calls the engine, prints answers and progress, chooses the exit code.
 *   <li>Does not: anything with pixels.
 *   <li>Always true: answers go to standard output, everything else to standard error.
 *   <li>Tells: the shell, by {@link org.proofmark.cli.ExitCodes}.
 * </ul>
 */
@NullMarked
package org.proofmark.cli;

import org.jspecify.annotations.NullMarked;
