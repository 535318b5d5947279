package org.proofmark.bench.edit;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A few colours that stand for all of a picture's, by median cut. */
final class Palette {
    private Palette() {}

    static IndexColorModel of(BufferedImage picture, int colours) {
        List<List<int[]>> boxes = new ArrayList<>(List.of(sample(picture)));
        while (boxes.size() < colours) {
            List<int[]> widest = boxes.stream()
                    .max(Comparator.comparingInt(box -> spread(box, widest(box)) * 64 + Math.min(63, box.size())))
                    .orElseThrow();
            if (widest.size() < 2) {
                break;
            }
            boxes.remove(widest);
            int channel = widest(widest);
            widest.sort(Comparator.comparingInt(pixel -> pixel[channel]));
            int middle = widest.size() / 2;
            boxes.add(new ArrayList<>(widest.subList(0, middle)));
            boxes.add(new ArrayList<>(widest.subList(middle, widest.size())));
        }
        byte[][] means = new byte[3][boxes.size()];
        for (int i = 0; i < boxes.size(); i++) {
            for (int c = 0; c < 3; c++) {
                int channel = c;
                means[c][i] = (byte) boxes.get(i).stream()
                        .mapToInt(pixel -> pixel[channel])
                        .average()
                        .orElse(0);
            }
        }
        return new IndexColorModel(8, boxes.size(), means[0], means[1], means[2]);
    }

    static int nearest(IndexColorModel palette, Color to) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.getMapSize(); i++) {
            int r = palette.getRed(i) - to.getRed();
            int g = palette.getGreen(i) - to.getGreen();
            int b = palette.getBlue(i) - to.getBlue();
            int distance = 2 * r * r + 4 * g * g + b * b;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static List<int[]> sample(BufferedImage picture) {
        byte[] pixels = Pixels.bytes(picture);
        int count = pixels.length / 3;
        int step = Math.max(1, count / 4001);
        List<int[]> sample = new ArrayList<>();
        for (int i = 0; i < count; i += step) {
            sample.add(new int[] {pixels[3 * i + 2] & 255, pixels[3 * i + 1] & 255, pixels[3 * i] & 255});
        }
        return sample;
    }

    private static int widest(List<int[]> box) {
        int red = spread(box, 0);
        int green = spread(box, 1);
        int blue = spread(box, 2);
        return red > green && red > blue ? 0 : green > blue ? 1 : 2;
    }

    private static int spread(List<int[]> box, int channel) {
        int low = 255;
        int high = 0;
        for (int[] pixel : box) {
            low = Math.min(low, pixel[channel]);
            high = Math.max(high, pixel[channel]);
        }
        return high - low;
    }
}
