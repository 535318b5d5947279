package org.proofmark.portal.matching;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A page of the site that shows the image, in the words it had when it was last told.
 *
 * @param sighting discovery's name for it
 * @param page the page's address
 * @param image the image's address
 * @param title the page's
 * @param language the page's
 * @param alt the image's alternative text there
 * @param context the text around it
 * @param lastSeen when a walk last saw it there, as far as was looked
 * @param gone whether the page no longer shows it
 */
@Schema(name = "MatchPage")
public record Place(
        MatchId match,
        long sighting,
        String page,
        String image,
        String title,
        String language,
        String alt,
        String caption,
        String credit,
        String licence,
        String context,
        Instant firstSeen,
        Instant lastSeen,
        boolean gone) {}
