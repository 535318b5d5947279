package org.proofmark.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.bench.edit.Pixels;

class FindersTest {

    @ParameterizedTest
    @ValueSource(strings = {"proofmark", "pdq", "jimagehash", "orb"})
    void findsASmallerCopyFirst(String name) {
        try (Finder finder = Finders.of(List.of(name)).getFirst()) {
            for (int n = 0; n < 5; n++) {
                finder.register("work " + n, Pixels.jpeg(drawn(n), 90));
            }
            finder.ready();
            List<Found> found = finder.find(Pixels.jpeg(Pixels.scaled(drawn(3), 0.6), 60));
            assertThat(found).isNotEmpty();
            assertThat(found.getFirst().reference()).isEqualTo("work 3");
            assertThat(found.getFirst().answer()).isEqualTo(Found.Answer.COPY);
        }
    }

    @Test
    void saysWhichFindersThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Finders.of(List.of("eyes")))
                .withMessageContaining("\"eyes\"")
                .withMessageContaining("pdq");
    }

    private static BufferedImage drawn(int seed) {
        BufferedImage picture = Pixels.blank(600, 400, Color.LIGHT_GRAY);
        Random chance = new Random(seed);
        Graphics2D pen = picture.createGraphics();
        for (int n = 0; n < 120; n++) {
            pen.setColor(new Color(chance.nextInt(0x1000000)));
            pen.fillRect(chance.nextInt(600), chance.nextInt(400), 10 + chance.nextInt(60), 10 + chance.nextInt(60));
        }
        pen.dispose();
        return picture;
    }
}
