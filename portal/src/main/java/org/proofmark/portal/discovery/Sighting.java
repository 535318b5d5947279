package org.proofmark.portal.discovery;

import java.time.Instant;
import java.util.UUID;
import org.proofmark.portal.platform.Sha256;

/**
 * An image on a page. Images of style sheets and drawings are those of the pages that use them.
 *
 * @param digest the image's content
 * @param site the page's site, a registrable domain
 * @param page the page's address
 * @param image the image's address; for a picture in the page itself the page's with a fragment
 * @param title the page's
 * @param language the page's
 * @param way how the page shows it ({@link org.proofmark.scout.extract.ImageReference.Way})
 * @param alt its alternative text there
 * @param caption there
 * @param credit there
 * @param licence stated there for the image, else for the page
 * @param context the text around it
 * @param firstSeen when the image was first seen on the page
 * @param lastSeen when it last was
 * @param gone whether the page no longer shows it
 * @param source whose walk led there
 */
public record Sighting(
        long id,
        Sha256 digest,
        String site,
        String page,
        String image,
        String title,
        String language,
        String way,
        String alt,
        String caption,
        String credit,
        String licence,
        String context,
        Instant firstSeen,
        Instant lastSeen,
        boolean gone,
        UUID source) {}
