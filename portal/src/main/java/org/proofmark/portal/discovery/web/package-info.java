/** The pages and the API of discovery: what is searched, and what is not. */
@NullMarked
package org.proofmark.portal.discovery.web;

import org.jspecify.annotations.NullMarked;
