package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.engine.match.Looked.examined;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Scenery;
import org.proofmark.engine.index.ExactIndex;
import org.proofmark.engine.media.GreyPicture;

class DrawnPartTest {
    private static final int SIDE = 200;

    /** A program's window: an even ground, fields, and under each a line of marks. */
    private static GreyPicture window() {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) 60);
        Random random = new Random(5);
        fill(pixels, 0, 0, SIDE, 16, 130);
        for (int y = 24; y < SIDE - 24; y += 26) {
            int left = 8 + random.nextInt(40);
            fill(pixels, left, y, 50 + random.nextInt(90), 9, 20 + random.nextInt(20));
            for (int x = left; x < left + 100; x += 6) {
                fill(pixels, x, y + 12, 1 + random.nextInt(4), 2 + random.nextInt(6), 220);
            }
        }
        return new GreyPicture(SIDE, SIDE, pixels);
    }

    private static void fill(byte[] pixels, int left, int top, int width, int height, int grey) {
        for (int y = top; y < top + height; y++) {
            Arrays.fill(pixels, y * SIDE + left, y * SIDE + Math.min(SIDE, left + width), (byte) grey);
        }
    }

    private static Polygon all(GreyPicture picture) {
        return Polygon.rectangle(picture.width(), picture.height());
    }

    @Test
    void aProgramsWindowIsDrawn() {
        assertThat(DrawnPart.isAll(window(), all(window()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void sceneryIsNot(int seed) {
        GreyPicture scenery = Scenery.of(seed, SIDE, SIDE);
        assertThat(DrawnPart.isAll(scenery, all(scenery))).isFalse();
    }

    @Test
    void anEvenGroundAloneIsNotNorIsNothing() {
        byte[] even = new byte[SIDE * SIDE];
        Arrays.fill(even, (byte) 60);
        GreyPicture sky = new GreyPicture(SIDE, SIDE, even);
        assertThat(DrawnPart.isAll(sky, all(sky))).isFalse();
        assertThat(DrawnPart.isAll(window(), new Polygon(List.of()))).isFalse();
    }

    @Test
    void onlyThePartIsLookedAt() {
        GreyPicture both = Scenery.laid(Scenery.of(3, 4 * SIDE, SIDE), window(), 0, 0);
        assertThat(DrawnPart.isAll(both, Polygon.rectangle(SIDE, SIDE))).isTrue();
        assertThat(DrawnPart.isAll(both, all(both))).isFalse();
    }

    /** A work that shows a window among other things, and another picture of that window. */
    @Test
    void aDrawnPartOfAWorkIsAQuestionTheWholeIsACopy() {
        GreyPicture work = Scenery.laid(Scenery.of(3, 420, 320), window(), 0, 0);
        ExactIndex index = new ExactIndex();
        index.add(Map.of("work", examined(work, Detail.REFERENCE).fingerprint()));
        Matcher matcher = new Matcher(index);

        List<Match> ofTheWindow = matcher.match(examined(window(), Detail.QUERY));
        assertThat(ofTheWindow).extracting(Match::verdict).containsExactly(Verdict.ASK);
        assertThat(ofTheWindow.getFirst().score()).isBetween(Evidence.ASK, 1.0);
        assertThat(ofTheWindow.getFirst().agreement()).isGreaterThan(.9);

        GreyPicture onAPage = Scenery.laid(Scenery.of(9, 400, 500), window(), 120, 90);
        assertThat(matcher.match(examined(onAPage, Detail.QUERY)))
                .extracting(Match::verdict)
                .containsExactly(Verdict.ASK);

        assertThat(matcher.match(examined(work, Detail.QUERY)))
                .extracting(Match::verdict)
                .containsExactly(Verdict.COPY);
    }
}
