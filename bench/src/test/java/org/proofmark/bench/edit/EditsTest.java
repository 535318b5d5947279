package org.proofmark.bench.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditsTest {
    @TempDir
    private Path folder = Path.of("");

    private Pictures others = new Pictures(List.of());
    private Path photo = Path.of("");

    @BeforeEach
    void drawPictures() throws IOException {
        for (int n = 0; n < 4; n++) {
            Files.write(folder.resolve("other-" + n + ".png"), Pixels.png(drawn(300 + 40 * n, 240, n)));
        }
        others = Pictures.in(folder);
        photo = others.files().getFirst();
    }

    @Test
    void namesAtLeastThirtyFiveOfWhichNoneTwice() {
        List<String> names = Edits.all().stream().map(Edit::name).toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(43).doesNotHaveDuplicates();
    }

    @Test
    void makesTheSameFileForTheSameSeed() {
        for (Edit edit : Edits.all()) {
            byte[] file = edit.file(photo, others, 5);
            assertThat(edit.file(photo, others, 5)).as(edit.name()).isEqualTo(file);
            assertThat(Pixels.read(file).getWidth()).as(edit.name()).isPositive();
        }
    }

    @Test
    void makesAnotherFileForAnotherSeed() {
        Edit crop = Edits.named(List.of("crop-40")).getFirst();
        assertThat(crop.file(photo, others, 5)).isNotEqualTo(crop.file(photo, others, 6));
    }

    @Test
    void cropsToTheStatedArea() {
        BufferedImage crop =
                Pixels.read(Edits.named(List.of("crop-25")).getFirst().file(photo, others, 1));
        assertThat(crop.getWidth() * crop.getHeight() / (300.0 * 240)).isBetween(0.24, 0.26);
    }

    @Test
    void dressesTheSameForTheSameSeed() {
        assertThat(Dress.worn(photo, others, 9)).isEqualTo(Dress.worn(photo, others, 9));
    }

    @Test
    void saysWhichEditsThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Edits.named(List.of("fold")))
                .withMessageContaining("\"fold\"")
                .withMessageContaining("crop-60");
    }

    private static BufferedImage drawn(int width, int height, int seed) {
        BufferedImage picture = Pixels.blank(width, height, Color.LIGHT_GRAY);
        Random chance = new Random(seed);
        Graphics2D pen = picture.createGraphics();
        for (int n = 0; n < 50; n++) {
            pen.setColor(new Color(chance.nextInt(0x1000000)));
            pen.fillRect(chance.nextInt(width), chance.nextInt(height), 30, 20);
        }
        pen.dispose();
        return picture;
    }
}
