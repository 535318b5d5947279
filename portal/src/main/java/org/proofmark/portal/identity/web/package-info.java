/** The pages of identity. */
@NullMarked
package org.proofmark.portal.identity.web;

import org.jspecify.annotations.NullMarked;
