/** Pages and API of alerts. */
@NullMarked
package org.proofmark.portal.matching.alerts.web;

import org.jspecify.annotations.NullMarked;
