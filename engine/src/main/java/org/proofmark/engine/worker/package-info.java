/** Examines files, foreign ones in processes that may be killed: start at {@link org.proofmark.engine.worker.Examiner}. */
@NullMarked
package org.proofmark.engine.worker;

import org.jspecify.annotations.NullMarked;
