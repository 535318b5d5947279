/** Keeps and searches fingerprints: start at {@link org.proofmark.engine.index.ImageIndex}. */
@NullMarked
package org.proofmark.engine.index;

import org.jspecify.annotations.NullMarked;
