package org.proofmark.engine.match;

import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.worker.Examined;

/** What of the query shows what of the work, in the pixels of both whole images. */
record Overlap(
        Examined query,
        GreyPicture picture,
        Fingerprint work,
        GreyPicture thumbnail,
        Transform pictureToThumbnail,
        Variant variant) {

    Match match(String image, Verdict verdict, Evidence evidence, int inliers) {
        Transform map = queryToWork();
        Polygon whole = Polygon.rectangle(query.width(), query.height());
        Polygon referenceRegion = whole.mapped(map).within(0, 0, work.width(), work.height());
        Polygon queryRegion = back(referenceRegion, map).within(0, 0, query.width(), query.height());
        return new Match(
                image,
                verdict,
                evidence.score(),
                inliers,
                evidence.agreement(),
                share(queryRegion.area(), query.width(), query.height()),
                share(referenceRegion.area(), work.width(), work.height()),
                variant.mirrored(),
                variant.inverted(),
                map,
                queryRegion,
                referenceRegion);
    }

    private Transform queryToWork() {
        Transform toPicture = Transform.affine(
                picture.width() / (double) query.width(), 0, 0, 0, picture.height() / (double) query.height(), 0);
        if (variant.mirrored()) {
            toPicture = toPicture.then(Transform.affine(-1, 0, picture.width(), 0, 1, 0));
        }
        Transform toWork = Transform.affine(
                work.width() / (double) thumbnail.width(), 0, 0, 0, work.height() / (double) thumbnail.height(), 0);
        return toPicture.then(pictureToThumbnail).then(toWork);
    }

    private static Polygon back(Polygon region, Transform map) {
        try {
            return region.mapped(map.inverse());
        } catch (ArithmeticException flat) {
            return new Polygon(java.util.List.of());
        }
    }

    private static double share(double area, int width, int height) {
        return Math.min(1, area / ((double) width * height));
    }
}
