package org.proofmark.engine.match;

import java.util.List;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.worker.Examined;

/**
 * What of a query shows what of a work, in the pixels of both whole images.
 *
 * @param queryShare share of the query's area, 0 to 1
 * @param workShare share of the work's area, 0 to 1
 */
record Overlap(
        Transform queryToWork,
        Variant variant,
        Polygon queryRegion,
        Polygon workRegion,
        double queryShare,
        double workShare) {

    /**
     * Lays a query on a work.
     *
     * @param picture the query's picture, mirrored already if the variant is
     * @param pictureToThumbnail from the picture's pixels to the thumbnail's
     */
    static Overlap of(
            Examined query,
            GreyPicture picture,
            Fingerprint work,
            GreyPicture thumbnail,
            Transform pictureToThumbnail,
            Variant variant) {
        Transform map = toPicture(query, picture, variant)
                .then(pictureToThumbnail)
                .then(scaling(work.width(), thumbnail.width(), work.height(), thumbnail.height()));
        Polygon workRegion =
                Polygon.rectangle(query.width(), query.height()).mapped(map).within(0, 0, work.width(), work.height());
        Polygon queryRegion = back(workRegion, map).within(0, 0, query.width(), query.height());
        return new Overlap(
                map,
                variant,
                queryRegion,
                workRegion,
                share(queryRegion, query.width(), query.height()),
                share(workRegion, work.width(), work.height()));
    }

    /**
     * No more than a part of the work, where something else lies around it.
     *
     * @param part upright, of a work whose sides are 1
     */
    Overlap only(Polygon part, Examined query, Fingerprint work) {
        Polygon.Point first = part.points().getFirst();
        Polygon.Point last = part.points().get(2);
        Polygon inWork = workRegion.within(
                first.x() * work.width(), first.y() * work.height(), last.x() * work.width(), last.y() * work.height());
        Polygon inQuery = back(inWork, queryToWork).within(0, 0, query.width(), query.height());
        return new Overlap(
                queryToWork,
                variant,
                inQuery,
                inWork,
                share(inQuery, query.width(), query.height()),
                share(inWork, work.width(), work.height()));
    }

    /** The larger of the two shares. */
    double extent() {
        return Math.max(queryShare, workShare);
    }

    Match match(String image, Verdict verdict, Evidence evidence, int inliers) {
        return new Match(
                image,
                verdict,
                evidence.score(),
                inliers,
                evidence.agreement(),
                queryShare,
                workShare,
                variant.mirrored(),
                variant.inverted(),
                queryToWork,
                queryRegion,
                workRegion);
    }

    private static Transform toPicture(Examined query, GreyPicture picture, Variant variant) {
        Transform scaled = scaling(picture.width(), query.width(), picture.height(), query.height());
        return variant.mirrored() ? scaled.then(Transform.affine(-1, 0, picture.width(), 0, 1, 0)) : scaled;
    }

    private static Transform scaling(int toWidth, int fromWidth, int toHeight, int fromHeight) {
        return Transform.affine(toWidth / (double) fromWidth, 0, 0, 0, toHeight / (double) fromHeight, 0);
    }

    private static Polygon back(Polygon region, Transform map) {
        try {
            return region.mapped(map.inverse());
        } catch (ArithmeticException flat) {
            return new Polygon(List.of());
        }
    }

    private static double share(Polygon region, int width, int height) {
        return Math.min(1, region.area() / ((double) width * height));
    }
}
