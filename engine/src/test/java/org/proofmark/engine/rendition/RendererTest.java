package org.proofmark.engine.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.media.MediaType;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.InProcessExaminer;

class RendererTest {
    private static final RenditionOrder ORDER = RenditionOrder.of(60, 120, 240);

    private final InProcessExaminer examiner = new InProcessExaminer(MediaLimits.standard());

    private Renditions renditions(byte[] file, RenditionOrder order) {
        return ((Examined) examiner.examine(file, Detail.QUERY, order)).renditions();
    }

    private static List<String> sizes(Renditions renditions) {
        return renditions.all().stream()
                .map(rendition -> rendition.width() + " × " + rendition.height())
                .toList();
    }

    @Test
    void everySizeOrderedIsMadeTheLargestFirst() throws IOException {
        Renditions made = renditions(picture("png", 600, 300, 1), ORDER);
        assertThat(sizes(made)).containsExactly("240 × 120", "120 × 60", "60 × 30");
        assertThat(made.all()).allSatisfy(rendition -> {
            assertThat(rendition.longSide()).isEqualTo(rendition.width());
            assertThat(rendition.type()).isEqualTo(MediaType.WEBP);
            assertThat(MediaType.of(rendition.file())).contains(MediaType.WEBP);
        });
    }

    @Test
    void aRenditionLooksLikeItsPicture() throws IOException {
        byte[] file = picture("png", 600, 300, 1);
        Examined original = (Examined) examiner.examine(file, Detail.QUERY);
        Rendition largest = renditions(file, ORDER).all().getFirst();
        Examined again = (Examined) examiner.examine(largest.file(), Detail.QUERY);
        assertThat(again.width()).isEqualTo(240);
        assertThat(again.fingerprint().code().distance(original.fingerprint().code()))
                .isLessThan(32);
    }

    @Test
    void nothingIsEnlarged() throws IOException {
        assertThat(sizes(renditions(picture("png", 100, 200, 1), ORDER)))
                .containsExactly("100 × 200", "60 × 120", "30 × 60");
        assertThat(sizes(renditions(picture("png", 60, 20, 1), ORDER))).containsExactly("60 × 20");
        assertThat(sizes(renditions(picture("png", 1, 1, 1), ORDER))).containsExactly("1 × 1");
        assertThat(sizes(renditions(picture("png", 2_000, 1, 1), ORDER)))
                .containsExactly("240 × 1", "120 × 1", "60 × 1");
    }

    @Test
    void whatWasNotOrderedIsNotMade() throws IOException {
        assertThat(renditions(picture("png", 100, 200, 1), RenditionOrder.NONE)).isEqualTo(Renditions.NONE);
    }

    @Test
    void theMeanColourIsTold() throws IOException {
        BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0x204060));
        pen.fillRect(0, 0, 80, 60);
        pen.dispose();
        Renditions made = renditions(written("png", image), ORDER);
        assertThat(made.meanColour()).isEqualTo(0x204060);
        assertThat(made.meanColourHex()).isEqualTo("#204060");
    }

    @Test
    void nothingTheFileSaysIsInItsRenditions() throws IOException {
        byte[] secret = "Exif\0\0MM\0*\0\0\0\10 lat 48.1 long 11.5 Ada Example".getBytes(StandardCharsets.ISO_8859_1);
        byte[] jpeg = picture("jpeg", 600, 300, 1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (secret.length + 2)});
        file.writeBytes(secret);
        file.write(jpeg, 2, jpeg.length - 2);
        for (Rendition rendition : renditions(file.toByteArray(), ORDER).all()) {
            String bytes = new String(rendition.file(), StandardCharsets.ISO_8859_1);
            assertThat(bytes).doesNotContain("Exif", "EXIF", "XMP", "ICCP", "Ada");
            assertThat(bytes.substring(12, 16)).isEqualTo("VP8 ");
        }
    }

    @Test
    void aRenditionThatBecomesTooLargeIsLeftOut() throws IOException {
        byte[] file = picture("png", 600, 300, 400);
        List<Rendition> all = renditions(file, ORDER).all();
        int second = all.get(1).file().length;
        assertThat(sizes(renditions(file, new RenditionOrder(List.of(60, 120, 240), 78, second))))
                .containsExactly("120 × 60", "60 × 30");
    }

    @Test
    void anOrderHasLimits() {
        assertThatThrownBy(() -> RenditionOrder.of(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RenditionOrder.of(4_097)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RenditionOrder.of(1, 2, 3, 4, 5, 6, 7, 8, 9))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RenditionOrder(List.of(1), 101, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RenditionOrder(List.of(1), 1, 17 << 20))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new RenditionOrder(Collections.nCopies(9, 5), 78, 1).longSides())
                .containsExactly(5);
    }

    @Test
    void whatIsNoLoneWebpFrameOfItsSizeIsNoRendition() throws IOException {
        Rendition good = renditions(picture("png", 40, 30, 1), ORDER).all().getFirst();
        byte[] file = good.file();
        assertThat(new Rendition(40, 30, file).longSide()).isEqualTo(40);
        assertRefused(41, 30, file);
        assertRefused(40, 30, Arrays.copyOf(file, file.length - 2));
        assertRefused(40, 30, Arrays.copyOf(file, file.length + 8));
        assertRefused(40, 30, Arrays.copyOf(file, 29));
        assertRefused(40, 30, picture("png", 40, 30, 1));
        for (int at : new int[] {0, 4, 8, 12, 15, 16, 20, 23}) {
            byte[] broken = file.clone();
            broken[at] ^= 1;
            assertRefused(40, 30, broken);
        }
    }

    private static void assertRefused(int width, int height, byte[] file) {
        assertThatThrownBy(() -> new Rendition(width, height, file)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Boxes of chance on a ground of light blue. */
    private static byte[] picture(String format, int width, int height, int boxes) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0xA0C0FF));
        pen.fillRect(0, 0, width, height);
        Random random = new Random(5);
        for (int i = 0; i < boxes; i++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            pen.fillRect(random.nextInt(width), random.nextInt(height), width / 6, height / 6);
        }
        pen.dispose();
        return written(format, image);
    }

    private static byte[] written(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
