package org.proofmark.portal.matching;

import java.time.Instant;

/**
 * How long an image was on the pages of a site.
 *
 * @param pages that show it or did
 * @param gone of them no longer do
 * @param first when one was first seen to
 * @param last when one last was, as far as was looked
 */
public record Stay(int pages, int gone, Instant first, Instant last) {}
