package org.proofmark.engine.fingerprint;

import java.util.Arrays;
import org.proofmark.engine.fingerprint.Fingerprint.Sufficiency;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.Scaler;

/**
 * Takes fingerprints. One instance per thread: it owns some megabytes of work space, and the first hundred pictures warm the
 * compiler up.
 */
public final class Fingerprinter {
    /** Fewer features than this say too little to find an image by. */
    private static final int FEWEST = 16;

    private final Scaler scaler = new Scaler();
    private final Sift sift;
    private final Quantiser quantiser;

    /** A fingerprinter with the shipped vocabulary and the fastest arithmetic of this process. */
    public Fingerprinter() {
        this(Arithmetic.fastest(), Vocabulary.shipped());
    }

    Fingerprinter(Arithmetic arithmetic, Vocabulary vocabulary) {
        sift = new Sift(arithmetic);
        quantiser = new Quantiser(arithmetic, vocabulary);
    }

    /**
     * Takes a fingerprint.
     *
     * @param picture the upright picture; what is larger than {@link Detail#pictureSide()} is scaled down
     * @param width width of the whole image as displayed, in pixels
     * @param height height, in pixels
     * @param detail how closely to look
     */
    public Fingerprint fingerprint(GreyPicture picture, int width, int height, Detail detail) {
        GreyPicture seen = scaler.down(picture, detail.featureSide());
        Features features = features(seen, detail);
        GreyPicture small = scaler.down(seen, Fingerprint.THUMBNAIL);
        return new Fingerprint(
                detail, sufficiency(features, small), width, height, Pdq.of(small), features, Thumbnails.encode(small));
    }

    private Features features(GreyPicture picture, Detail detail) {
        sift.extract(picture, detail.features());
        int n = sift.size();
        char[] words = new char[n * detail.words()];
        long[] signatures = new long[words.length];
        quantiser.quantise(sift.descriptors(), n, detail.words(), words, signatures);
        return new Features(Arrays.copyOf(sift.geometry(), n), detail.words(), words, signatures);
    }

    private static Sufficiency sufficiency(Features features, GreyPicture small) {
        if (features.size() < FEWEST) {
            return Sufficiency.FLAT;
        }
        return PrintedText.isAll(small) ? Sufficiency.TEXT_ONLY : Sufficiency.ENOUGH;
    }
}
