package org.proofmark.bench.accuracy;

import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.ORB;
import org.proofmark.bench.edit.Pixels;
import org.proofmark.engine.media.GreyPicture;

/**
 * ORB features of a picture.
 *
 * @param places x and y of each
 * @param bits four words of 64 bits of each
 */
@SuppressWarnings("ArrayRecordComponent") // columns, never changed
record OrbFeatures(float[] places, long[] bits) {
    static final int WORDS = 4;

    static OrbFeatures of(byte[] file, int longSide, int features) {
        GreyPicture picture = Pixels.grey(file, longSide);
        try (var _ = new PointerScope()) {
            Mat grey = Pixels.mat(picture);
            ORB orb = ORB.create();
            orb.setMaxFeatures(features);
            KeyPointVector points = new KeyPointVector();
            Mat descriptors = new Mat();
            orb.detectAndCompute(grey, new Mat(), points, descriptors);
            int count = (int) points.size();
            float[] places = new float[2 * count];
            for (int i = 0; i < count; i++) {
                places[2 * i] = points.get(i).pt().x();
                places[2 * i + 1] = points.get(i).pt().y();
            }
            long[] bits = new long[WORDS * count];
            if (count > 0) {
                LongBuffer words = new BytePointer(descriptors.data())
                        .capacity(32L * count)
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer();
                words.get(bits);
            }
            return new OrbFeatures(places, bits);
        }
    }

    int size() {
        return places.length / 2;
    }

    int distance(int mine, OrbFeatures other, int its) {
        int sum = 0;
        for (int w = 0; w < WORDS; w++) {
            sum += Long.bitCount(bits[WORDS * mine + w] ^ other.bits[WORDS * its + w]);
        }
        return sum;
    }

    /** Places of the matches with a registered picture: x, y here, x, y there; by nearest with Lowe's ratio test. */
    float[] matches(OrbFeatures other, double ratio) {
        float[] out = new float[4 * size()];
        int count = 0;
        for (int i = 0; i < size(); i++) {
            int best = 257;
            int second = 257;
            int at = 0;
            for (int j = 0; j < other.size(); j++) {
                int distance = distance(i, other, j);
                if (distance < best) {
                    second = best;
                    best = distance;
                    at = j;
                } else if (distance < second) {
                    second = distance;
                }
            }
            if (best < ratio * second) {
                System.arraycopy(places, 2 * i, out, 4 * count, 2);
                System.arraycopy(other.places, 2 * at, out, 4 * count + 2, 2);
                count++;
            }
        }
        return Arrays.copyOf(out, 4 * count);
    }
}
