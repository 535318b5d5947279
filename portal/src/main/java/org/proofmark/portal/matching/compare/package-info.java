/** Comparing: new images with all works, new works with all images, and what is kept of what is found. */
@NullMarked
package org.proofmark.portal.matching.compare;

import org.jspecify.annotations.NullMarked;
