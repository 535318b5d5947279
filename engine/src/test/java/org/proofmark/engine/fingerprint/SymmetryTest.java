package org.proofmark.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.media.GreyPicture;

class SymmetryTest {
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void everyElementIsItsOwnInverseAndComposingIsExclusiveOr() {
        float[] descriptor = descriptor();
        for (int g = 0; g < Symmetry.ELEMENTS; g++) {
            for (int h = 0; h < Symmetry.ELEMENTS; h++) {
                assertThat(changed(changed(descriptor, g), h)).isEqualTo(changed(descriptor, g ^ h));
            }
        }
    }

    @Test
    void inBlocksAChangeIsNothingButSigns() {
        float[] descriptor = descriptor();
        float[] blocks = blocks(descriptor);
        for (int g = 0; g < Symmetry.ELEMENTS; g++) {
            float[] signs = new float[Describer.LENGTH];
            Symmetry.apply(g, blocks, 0, signs, 0);
            float[] expected = blocks(changed(descriptor, g));
            for (int i = 0; i < Describer.LENGTH; i++) {
                assertThat(signs[i]).isCloseTo(expected[i], within(1e-6f));
            }
        }
    }

    @Test
    void wordsOfAChangedDescriptorAreExclusiveOrAndItsSignatureStays() {
        Quantiser quantiser = new Quantiser(Arithmetic.fastest(), Vocabulary.shipped());
        for (int round = 0; round < 50; round++) {
            float[] descriptor = descriptor();
            char[] word = new char[1];
            long[] signature = new long[1];
            quantiser.quantise(descriptor, 1, 1, word, signature);
            for (int g = 1; g < Symmetry.ELEMENTS; g++) {
                char[] changedWord = new char[1];
                long[] changedSignature = new long[1];
                quantiser.quantise(changed(descriptor, g), 1, 1, changedWord, changedSignature);
                assertThat((int) changedWord[0]).isEqualTo(word[0] ^ g);
                assertThat(Long.bitCount(changedSignature[0] ^ signature[0])).isLessThanOrEqualTo(1);
            }
        }
    }

    /**
     * The claim behind it all, on pictures: a mirrored picture has the words of the picture, exclusive or one. 353 = 11 · 32 + 1
     * columns, so that octaves keep the same columns of both.
     */
    @Test
    void aMirroredPictureHasTheMirroredWordsAndANegativeTheInverted() {
        GreyPicture picture = Scenery.of(5, 353, 300);
        assertThat(sharedWords(picture, picture.mirrored(), Symmetry.MIRRORED)).isGreaterThan(0.8);
        assertThat(sharedWords(picture, Scenery.negative(picture), Symmetry.INVERTED))
                .isGreaterThan(0.8);
        assertThat(sharedWords(picture, Scenery.negative(picture).mirrored(), 3))
                .isGreaterThan(0.8);
        assertThat(sharedWords(picture, picture.mirrored(), 0)).isLessThan(0.2);
    }

    private static double sharedWords(GreyPicture picture, GreyPicture other, int element) {
        Map<Integer, Integer> words = new HashMap<>();
        for (char word : words(picture)) {
            words.merge((int) word, 1, Integer::sum);
        }
        int shared = 0;
        char[] others = words(other);
        for (char word : others) {
            if (words.merge(word ^ element, -1, Integer::sum) >= 0) {
                shared++;
            }
        }
        return shared / (double) others.length;
    }

    private static char[] words(GreyPicture picture) {
        return new Fingerprinter()
                .fingerprint(picture, picture.width(), picture.height(), Detail.REFERENCE)
                .features()
                .words();
    }

    private float[] descriptor() {
        float[] descriptor = new float[Describer.LENGTH];
        double squares = 0;
        for (int i = 0; i < descriptor.length; i++) {
            descriptor[i] = (float) Math.abs(random.nextGaussian());
            squares += descriptor[i] * descriptor[i];
        }
        for (int i = 0; i < descriptor.length; i++) {
            descriptor[i] /= (float) Math.sqrt(squares);
        }
        return descriptor;
    }

    private static float[] changed(float[] descriptor, int element) {
        float[] changed = new float[Describer.LENGTH];
        Symmetry.change(descriptor, 0, element, changed, 0);
        return changed;
    }

    private static float[] blocks(float[] descriptor) {
        float[] blocks = new float[Describer.LENGTH];
        Symmetry.toBlocks(descriptor, 0, blocks, 0);
        return blocks;
    }
}
