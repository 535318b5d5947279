package org.proofmark.engine.match;

import org.proofmark.engine.fingerprint.Features;

/** In which form a query is asked: as it is, mirrored, as a negative, or both. */
enum Variant {
    AS_IS(0),
    MIRRORED(1),
    INVERTED(2),
    MIRRORED_AND_INVERTED(3);

    /** The vocabulary is closed under both: words of the changed image are the image's own, exclusive or this. */
    private final int wordChange;

    Variant(int wordChange) {
        this.wordChange = wordChange;
    }

    static Variant of(boolean mirrored, boolean inverted) {
        return values()[(mirrored ? 1 : 0) + (inverted ? 2 : 0)];
    }

    boolean mirrored() {
        return (wordChange & 1) != 0;
    }

    boolean inverted() {
        return (wordChange & 2) != 0;
    }

    /** The features under this variant's words; places stay those of the image itself. */
    Features of(Features features) {
        if (this == AS_IS) {
            return features;
        }
        char[] words = features.words().clone();
        for (int i = 0; i < words.length; i++) {
            words[i] ^= (char) wordChange;
        }
        return new Features(features.geometry(), features.wordsPerFeature(), words, features.signatures());
    }

    /** The angle a feature has in the changed image, in 128ths of a turn: a negative turns every gradient round. */
    int angle(int angle) {
        int mirrored = mirrored() ? Features.ANGLES / 2 - angle : angle;
        return inverted() ? mirrored + Features.ANGLES / 2 : mirrored;
    }
}
