package org.proofmark.engine.fingerprint;

import org.proofmark.engine.media.GreyPicture;

/**
 * Tells a picture of nothing but lettering: an even ground, and on it many small marks of like height. Every text shares its
 * letters with every other, so features of such a picture say nothing about it.
 */
final class PrintedText {
    private static final int LEVEL = 16;
    private static final int CONTRAST = 40;
    private static final double LEAST_GROUND = 0.6;
    private static final int FEWEST_MARKS = 40;
    private static final double TALL = 0.12;
    private static final double MOST_TALL_INK = 0.1;
    private static final double LEAST_ALIKE = 0.6;

    private PrintedText() {}

    /** Whether a picture, long side at most 400 pixels, shows text and nothing else. */
    static boolean isAll(GreyPicture picture) {
        byte[] pixels = picture.pixels();
        int[] counts = counts(pixels);
        int ground = ground(counts);
        int even = 0;
        for (int grey = Math.max(0, ground - LEVEL); grey <= Math.min(255, ground + LEVEL); grey++) {
            even += counts[grey];
        }
        if (even < LEAST_GROUND * pixels.length) {
            return false;
        }
        boolean[] ink = new boolean[pixels.length];
        for (int p = 0; p < ink.length; p++) {
            ink[p] = Math.abs((pixels[p] & 255) - ground) > CONTRAST;
        }
        return marksLookLikeLetters(picture, ink);
    }

    /** How many pixels have each grey. Neighbours are counted apart, since most are alike and would wait for each other. */
    private static int[] counts(byte[] pixels) {
        int[] counts = new int[256];
        int[] others = new int[256];
        int p = 0;
        for (; p + 1 < pixels.length; p += 2) {
            counts[pixels[p] & 255]++;
            others[pixels[p + 1] & 255]++;
        }
        for (; p < pixels.length; p++) {
            counts[pixels[p] & 255]++;
        }
        for (int grey = 0; grey < counts.length; grey++) {
            counts[grey] += others[grey];
        }
        return counts;
    }

    /** The commonest grey, in steps of {@value #LEVEL}. */
    private static int ground(int[] counts) {
        int[] levels = new int[256 / LEVEL];
        for (int grey = 0; grey < counts.length; grey++) {
            levels[grey / LEVEL] += counts[grey];
        }
        int most = 0;
        for (int level = 1; level < levels.length; level++) {
            most = levels[level] > levels[most] ? level : most;
        }
        return most * LEVEL + LEVEL / 2;
    }

    private static boolean marksLookLikeLetters(GreyPicture picture, boolean[] ink) {
        int width = picture.width();
        int[] stack = new int[ink.length];
        int[] heights = new int[picture.height() + 1];
        int marks = 0;
        long allInk = 0;
        long tallInk = 0;
        for (int start = 0; start < ink.length; start++) {
            if (!ink[start]) {
                continue;
            }
            int size = 0;
            int top = start / width;
            int bottom = top;
            int open = 0;
            stack[open++] = start;
            ink[start] = false;
            while (open > 0) {
                int p = stack[--open];
                size++;
                bottom = Math.max(bottom, p / width);
                top = Math.min(top, p / width);
                for (int q : new int[] {p - 1, p + 1, p - width, p + width}) {
                    if (q >= 0 && q < ink.length && ink[q] && Math.abs(q % width - p % width) <= 1) {
                        ink[q] = false;
                        stack[open++] = q;
                    }
                }
            }
            int height = bottom - top + 1;
            allInk += size;
            if (height > TALL * picture.height()) {
                tallInk += size;
            } else if (height > 1) {
                marks++;
                heights[height]++;
            }
        }
        return marks >= FEWEST_MARKS && tallInk <= MOST_TALL_INK * allInk && alike(heights, marks);
    }

    /** Whether most marks are between half and twice the median height. */
    private static boolean alike(int[] heights, int marks) {
        int median = 0;
        for (int below = 0; below <= marks / 2; median++) {
            below += heights[median];
        }
        median--;
        int near = 0;
        for (int height = (median + 1) / 2; height <= Math.min(2 * median, heights.length - 1); height++) {
            near += heights[height];
        }
        return near >= LEAST_ALIKE * marks;
    }
}
