/** Pages and API of sources. */
@NullMarked
package org.proofmark.portal.discovery.web;

import org.jspecify.annotations.NullMarked;
