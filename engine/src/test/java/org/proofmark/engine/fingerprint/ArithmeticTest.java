package org.proofmark.engine.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.media.GreyPicture;

/** The vector loops against the plain ones: equal to the bit. */
class ArithmeticTest {
    private static final GreyPicture PICTURE = Scenery.of(7, 333, 217);

    @Test
    void testsRunWithTheVectorModule() {
        assertThat(Arithmetic.fastest()).isInstanceOf(VectorArithmetic.class);
    }

    @Test
    void bothFindTheSameFeaturesToTheBit() {
        Sift plain = new Sift(new ScalarArithmetic());
        Sift vector = new Sift(new VectorArithmetic());
        plain.extract(PICTURE, 400);
        vector.extract(PICTURE, 400);
        assertThat(vector.size()).isEqualTo(plain.size()).isGreaterThan(200);
        assertThat(vector.geometry()).isEqualTo(plain.geometry());
        assertThat(vector.descriptors()).isEqualTo(plain.descriptors());
    }

    @Test
    void bothGiveTheSameFingerprintToTheByte() {
        for (Detail detail : Detail.values()) {
            byte[] plain = new Fingerprinter(new ScalarArithmetic(), Vocabulary.shipped())
                    .fingerprint(PICTURE, 333, 217, detail)
                    .toBytes();
            byte[] vector = new Fingerprinter(new VectorArithmetic(), Vocabulary.shipped())
                    .fingerprint(PICTURE, 333, 217, detail)
                    .toBytes();
            assertThat(vector).as(detail.name()).isEqualTo(plain);
        }
    }

    @Test
    void dotProductsAgreeForEveryCountOfOthers() {
        SplittableRandom random = new SplittableRandom(3);
        for (int count = 16; count <= 80; count += 16) {
            for (int dimensions : new int[] {32, 128}) {
                float[] from = numbers(random, 4 * dimensions);
                float[] others = numbers(random, count * dimensions);
                int[] vectors = {3 * dimensions, 0, dimensions, 2 * dimensions};
                float[] plain = new float[4 * count];
                float[] vector = new float[4 * count];
                new ScalarArithmetic().dots(from, vectors, others, 0, dimensions, count, plain);
                new VectorArithmetic().dots(from, vectors, others, 0, dimensions, count, vector);
                assertThat(vector).as("%d others of %d", count, dimensions).isEqualTo(plain);
            }
        }
    }

    @Test
    void dotProductsWithBytesAreThoseWithTheNumbersTheyStandFor() {
        SplittableRandom random = new SplittableRandom(4);
        int count = 48;
        Centres centres = Centres.of(numbers(random, count * Describer.LENGTH));
        float[] from = numbers(random, 4 * Describer.LENGTH);
        int[] vectors = {3 * Describer.LENGTH, 0, Describer.LENGTH, 2 * Describer.LENGTH};
        float[] plain = new float[4 * count];
        float[] vector = new float[4 * count];
        byte[] others = centres.transposed();
        new ScalarArithmetic().dots(from, vectors, others, centres.steps(), 0, count, plain);
        new VectorArithmetic().dots(from, vectors, others, centres.steps(), 0, count, vector);
        assertThat(vector).isEqualTo(plain);
        float[] numbers = centres.numbers();
        for (int v = 0; v < 4; v++) {
            for (int k = 0; k < count; k++) {
                float sum = 0;
                for (int d = 0; d < Describer.LENGTH; d++) {
                    sum = Math.fma(numbers[k * Describer.LENGTH + d], from[vectors[v] + d], sum);
                }
                assertThat(plain[v * count + k]).isEqualTo(sum);
            }
        }
    }

    private static float[] numbers(SplittableRandom random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
