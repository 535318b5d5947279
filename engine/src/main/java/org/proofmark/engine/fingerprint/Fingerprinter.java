package org.proofmark.engine.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.proofmark.engine.fingerprint.Fingerprint.Sufficiency;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.Scaler;

/**
 * Takes fingerprints. One instance per thread: it owns some megabytes of work space, and the first hundred pictures warm the
 * compiler up.
 */
public final class Fingerprinter {
    /** Fewer clear features than this say too little to find an image by. */
    private static final int FEWEST = 16;

    /** From one size to the next: a quarter of an octave. */
    private static final double STEP = Math.sqrt(Math.sqrt(2));

    /** Made smaller than this, pictures have next to no features. */
    private static final int SMALLEST = 40;

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
        Gathered gathered = gather(seen, detail);
        GreyPicture small = scaler.down(seen, Fingerprint.THUMBNAIL);
        return new Fingerprint(
                detail,
                sufficiency(gathered.clear, small),
                width,
                height,
                Pdq.of(small),
                gathered.features(),
                Thumbnails.encode(small));
    }

    private Gathered gather(GreyPicture picture, Detail detail) {
        Gathered gathered = new Gathered(detail);
        double side = picture.longSide();
        for (int size = 0; size == 0 || size < detail.sizes() && side >= SMALLEST; size++) {
            take(scaler.down(picture, (int) Math.round(side)), gathered.room(size), detail, gathered);
            side /= STEP;
        }
        return gathered;
    }

    private void take(GreyPicture picture, int most, Detail detail, Gathered gathered) {
        sift.extract(picture, most);
        int n = sift.size();
        char[] words = new char[n * detail.words()];
        long[] signatures = new long[words.length];
        quantiser.quantise(sift.descriptors(), n, detail.words(), words, signatures);
        gathered.add(new Features(Arrays.copyOf(sift.geometry(), n), detail.words(), words, signatures), sift.clear());
    }

    private static Sufficiency sufficiency(int clear, GreyPicture small) {
        if (clear < FEWEST) {
            return Sufficiency.FLAT;
        }
        return PrintedText.isAll(small) ? Sufficiency.TEXT_ONLY : Sufficiency.ENOUGH;
    }

    /** The features of all sizes; each size has room in proportion to its area, and what the sizes before left. */
    private static final class Gathered {
        private final Detail detail;
        private final List<Features> parts = new ArrayList<>();
        private int left;
        private int clear;

        Gathered(Detail detail) {
            this.detail = detail;
            left = detail.features();
        }

        int room(int size) {
            boolean last = size == detail.sizes() - 1;
            double area = 1 / (STEP * STEP);
            return last ? left : (int) Math.round(left * (1 - area));
        }

        void add(Features features, int clear) {
            parts.add(features);
            left -= features.size();
            this.clear += clear;
        }

        Features features() {
            if (parts.size() == 1) {
                return parts.getFirst();
            }
            int n = detail.features() - left;
            int[] geometry = new int[n];
            char[] words = new char[n * detail.words()];
            long[] signatures = new long[words.length];
            int at = 0;
            for (Features part : parts) {
                System.arraycopy(part.geometry(), 0, geometry, at, part.size());
                System.arraycopy(part.words(), 0, words, at * detail.words(), part.words().length);
                System.arraycopy(part.signatures(), 0, signatures, at * detail.words(), part.words().length);
                at += part.size();
            }
            return new Features(geometry, detail.words(), words, signatures);
        }
    }
}
