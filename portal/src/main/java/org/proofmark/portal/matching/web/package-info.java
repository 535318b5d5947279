/** What is shown of matches, and what programs may ask. */
@NullMarked
package org.proofmark.portal.matching.web;

import org.jspecify.annotations.NullMarked;
