package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.engine.match.Looked.examined;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Scenery;
import org.proofmark.engine.index.ExactIndex;
import org.proofmark.engine.media.GreyPicture;

/**
 * What many pictures share makes none of them a copy of another. Each print is put on a registered work and on strangers: the work
 * itself is found, the strangers are not told as its copies.
 */
class SharedPrintTest {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 320;
    private static final int WORK = 20;
    private static final int[] STRANGERS = {210, 211, 212, 213};

    @Test
    void aSharedLogoMakesNoCopy() {
        GreyPicture logo = Scenery.of(79, 96, 64);
        int alike = assertOnlyTheWorkItselfIsACopy(picture -> Scenery.laid(picture, logo, WIDTH - 106, HEIGHT - 74));
        assertThat(alike).isGreaterThan(3 * STRANGERS.length);
    }

    /** Where the ground has no texture, the logo is all that agrees: what is around it tells, however little it is. */
    @Test
    void aLogoOnSmoothGroundsIsAQuestion() {
        GreyPicture logo = Scenery.of(79, 110, 80);
        try (ExactIndex index = new ExactIndex()) {
            GreyPicture work = Scenery.laid(sky(0, 1), logo, 120, 90);
            index.add(Map.of("work", examined(work, Detail.REFERENCE).fingerprint()));
            Matcher matcher = new Matcher(index);

            GreyPicture stranger = Scenery.laid(sky(1, 0), logo, 120, 90);
            assertThat(matcher.match(examined(stranger, Detail.QUERY)))
                    .singleElement()
                    .satisfies(match -> {
                        assertThat(match.verdict()).isEqualTo(Verdict.ASK);
                        assertThat(match.score()).isBetween(Evidence.ASK, 1.0);
                    });
            for (GreyPicture copy : List.of(work, Scenery.negative(work), Scenery.part(work, 70, 50, 280, 200))) {
                assertThat(copies(index, copy)).containsExactly("work");
            }
        }
    }

    /** Grows lighter across and down. */
    private static GreyPicture sky(int across, int down) {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) (60 + (across * (p % WIDTH) / 4 + down * (p / WIDTH) / 3));
        }
        return new GreyPicture(WIDTH, HEIGHT, pixels);
    }

    /** White signs at three quarters, in rows over the whole picture, as agencies write them on their previews. */
    @Test
    void aSharedWatermarkAllOverMakesNoCopy() {
        int alike = assertOnlyTheWorkItselfIsACopy(picture -> {
            byte[] pixels = picture.pixels().clone();
            for (int p = 0; p < pixels.length; p++) {
                if (isInk(p % WIDTH % 70, p / WIDTH % 40)) {
                    pixels[p] = (byte) (((pixels[p] & 255) + 3 * 255) / 4);
                }
            }
            return new GreyPicture(WIDTH, HEIGHT, pixels);
        });
        assertThat(alike).isPositive();
    }

    /** P and M, of strokes. */
    private static boolean isInk(int x, int y) {
        boolean p = x >= 5 && x < 9 && y < 28
                || x >= 9 && x < 20 && (y < 4 || y >= 12 && y < 16)
                || x >= 16 && x < 20 && y < 16;
        boolean m = (x >= 28 && x < 32 || x >= 46 && x < 50) && y < 28
                || y < 16 && Math.abs(Math.abs(x - 39) - (9 - y * 9 / 16)) < 2;
        return p || m;
    }

    /** Tabs and an address above, a column of symbols on the left: a third of the picture, and the same in all. */
    @Test
    void aSharedBrowserWindowMakesNoCopy() {
        GreyPicture window = Scenery.of(81, WIDTH, HEIGHT);
        int alike = assertOnlyTheWorkItselfIsACopy(
                picture -> Scenery.laid(window, Scenery.part(picture, 60, 56, WIDTH - 60, HEIGHT - 56), 60, 56));
        assertThat(alike).isGreaterThan(3 * STRANGERS.length);
    }

    /** Tiles on a wall: all edges and corners lie alike, no two walls have the same tones. */
    @Test
    void aRepeatedPatternOfOtherTonesIsNoCopy() {
        try (ExactIndex index = new ExactIndex()) {
            index.add(Map.of("wall", examined(wall(1), Detail.REFERENCE).fingerprint()));
            assertThat(copies(index, wall(1))).containsExactly("wall");
            for (int seed = 2; seed < 8; seed++) {
                assertThat(copies(index, wall(seed))).as("wall %d", seed).isEmpty();
            }
        }
    }

    /** @return how many features of the strangers agree with the work's */
    private static int assertOnlyTheWorkItselfIsACopy(UnaryOperator<GreyPicture> print) {
        try (ExactIndex index = new ExactIndex()) {
            GreyPicture work = print.apply(Scenery.of(WORK, WIDTH, HEIGHT));
            index.add(Map.of("work", examined(work, Detail.REFERENCE).fingerprint()));
            assertThat(copies(index, work)).containsExactly("work");
            int alike = 0;
            for (int seed : STRANGERS) {
                GreyPicture stranger = print.apply(Scenery.of(seed, WIDTH, HEIGHT));
                assertThat(copies(index, stranger)).as("scenery %d", seed).isEmpty();
                alike += new Matcher(index)
                        .nearest(examined(stranger, Detail.QUERY))
                        .map(Nearest::inliers)
                        .orElse(0);
            }
            return alike;
        }
    }

    private static List<String> copies(ExactIndex index, GreyPicture query) {
        return new Matcher(index)
                        .match(
                                examined(query, Detail.QUERY),
                                List.of(
                                        () -> Optional.of(examined(query, Detail.DEEP)),
                                        () -> Optional.of(examined(query, Detail.FINE))))
                        .stream()
                        .filter(match -> match.verdict() == Verdict.COPY)
                        .map(Match::image)
                        .toList();
    }

    private static GreyPicture wall(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] tones = new byte[21 * 16];
        for (int tile = 0; tile < tones.length; tile++) {
            tones[tile] = (byte) random.nextInt(60, 200);
        }
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int p = 0; p < pixels.length; p++) {
            int x = p % WIDTH;
            int y = p / WIDTH;
            boolean joint = x % 20 < 2 || y % 20 < 2;
            pixels[p] = joint ? (byte) 240 : tones[y / 20 * 21 + x / 20];
        }
        return new GreyPicture(WIDTH, HEIGHT, pixels);
    }
}
