/**
 * Processes that may be killed: foreign files are decoded and fingerprinted where a hang or a crash costs one image.
 *
 * <ul>
 *   <li>Start where: {@link org.proofmark.engine.worker.Examiner}; {@link org.proofmark.engine.worker.WorkerPool} for
 *       foreign files, {@link org.proofmark.engine.worker.InProcessExaminer} for trusted ones.
 *   <li>Does: keeps a few JVMs with capped memory, no inherited secrets and (where Linux allows it) no network, hands
 *       each one file at a time, kills it at the wall-clock limit, starts its successor.
 *   <li>Does not: try a file twice; hide the file system or the processor from a worker.
 *   <li>Always true: every file handed over is answered within its limit (beside the wait for a free worker); a worker never
 *       outlives its parent by more than seconds; nothing a worker answers is trusted without a check.
 *   <li>Tells: in each refusal what became of the worker, in its own last words.
 * </ul>
 */
@NullMarked
package org.proofmark.engine.worker;

import org.jspecify.annotations.NullMarked;
