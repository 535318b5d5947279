/** The pages and the API of the catalogue. */
@NullMarked
package org.proofmark.portal.catalogue.web;

import org.jspecify.annotations.NullMarked;
