package org.proofmark.scout.frontier;

import java.time.Instant;
import org.proofmark.engine.match.Match;

/**
 * A work on a page: one sighting of one image in which a work was found.
 *
 * @param match the work, and how the image shows it
 * @param picture the image's content
 * @param image the image's address; for a picture in the page itself the page's with a fragment
 * @param status the image's last status code
 * @param page the page's address
 * @param title the page's
 * @param language the page's
 * @param scope the watched site
 * @param way how the page shows it ({@link org.proofmark.scout.extract.ImageReference.Way})
 * @param alt its alternative text there
 * @param caption there
 * @param credit there
 * @param licence stated there for the image, else for the page
 * @param context the text around it
 * @param firstSeen when the image was first seen on the page
 * @param lastSeen when it last was
 * @param gone whether the page no longer shows it
 */
public record Shown(
        Match match,
        Picture picture,
        String image,
        int status,
        String page,
        String title,
        String language,
        String scope,
        String way,
        String alt,
        String caption,
        String credit,
        String licence,
        String context,
        Instant firstSeen,
        Instant lastSeen,
        boolean gone) {}
