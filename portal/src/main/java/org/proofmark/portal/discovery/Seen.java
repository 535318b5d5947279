package org.proofmark.portal.discovery;

import java.time.Instant;

/**
 * How a sighting stands.
 *
 * @param last when the image was last seen on the page
 * @param gone whether the page no longer shows it
 */
public record Seen(Instant last, boolean gone) {}
