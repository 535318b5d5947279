package org.proofmark.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.media.Undecodable.Reason;
import org.proofmark.engine.rendition.Rendition;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.rendition.Renditions;

class ExaminersAgreeTest {
    private static final MediaLimits LIMITS = MediaLimits.standard();

    @Test
    void aWorkerSeesWhatThisProcessSees() throws IOException {
        try (WorkerPool pool = new WorkerPool(new PoolSettings(1, 100, LIMITS));
                InProcessExaminer here = new InProcessExaminer(LIMITS)) {
            for (String format : new String[] {"jpeg", "png", "gif", "bmp", "tiff"}) {
                byte[] file = boxes(format);
                assertSameRenditions(pool, here, file);
                assertSamePicture(pool, here, file);
                for (Detail detail : Detail.values()) {
                    assertSame((Examined) pool.examine(file, detail), (Examined) here.examine(file, detail), detail);
                }
            }
            byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
            assertThat(pool.examine(text, Detail.QUERY)).isEqualTo(here.examine(text, Detail.QUERY));
            assertThat(((Unreadable) pool.examine(text, Detail.QUERY)).reason()).isEqualTo(Reason.NOT_AN_IMAGE);
        }
    }

    @Test
    void aWorkerTellsWhatTheFileSays() throws IOException {
        try (WorkerPool pool = new WorkerPool(new PoolSettings(1, 100, LIMITS))) {
            byte[] file = withCredit(boxes("jpeg"));
            Examined seen = (Examined) pool.examine(file, Detail.QUERY);
            assertThat(seen.metadata().credit()).isEqualTo("Ada Exämple");
        }
    }

    /** A JPEG with an XMP segment put in after its first marker. */
    private static byte[] withCredit(byte[] jpeg) {
        byte[] xmp = ("http://ns.adobe.com/xap/1.0/\0<r:RDF"
                        + " xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:Description"
                        + " xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:Credit='Ada Exämple'/></r:RDF>")
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (xmp.length + 2 >> 8), (byte) (xmp.length + 2)});
        file.writeBytes(xmp);
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }

    private static void assertSameRenditions(Examiner pool, Examiner here, byte[] file) {
        RenditionOrder order = RenditionOrder.of(240, 480, 960, 1440);
        Renditions there = ((Examined) pool.examine(file, Detail.QUERY, order)).renditions();
        Renditions seen = ((Examined) here.examine(file, Detail.QUERY, order)).renditions();
        assertThat(there.meanColour()).isEqualTo(seen.meanColour());
        assertThat(there.all()).extracting(Rendition::longSide).containsExactly(1_000, 960, 480, 240);
        for (int i = 0; i < 4; i++) {
            assertThat(there.all().get(i).file()).isEqualTo(seen.all().get(i).file());
        }
    }

    private static void assertSamePicture(Examiner pool, Examiner here, byte[] file) {
        BgrPicture there = pool.picture(file, 600).orElseThrow();
        BgrPicture seen = here.picture(file, 600).orElseThrow();
        assertThat(there.width()).isEqualTo(600).isEqualTo(seen.width());
        assertThat(there.samples()).isEqualTo(seen.samples());
        assertThat(pool.picture(file, 1_600).orElseThrow().longSide()).isEqualTo(1_000);
    }

    /** ImageIO knows no WebP, which is what it took for drawings to be in grey once. */
    @Test
    void aWebpIsShownInColourToo() throws IOException {
        try (WorkerPool pool = new WorkerPool(new PoolSettings(1, 100, LIMITS))) {
            Examined seen = (Examined) pool.examine(boxes("png"), Detail.QUERY, RenditionOrder.of(480));
            byte[] webp = seen.renditions().all().getFirst().file();
            byte[] samples = pool.picture(webp, 240).orElseThrow().samples();
            assertThat(IntStream.range(0, samples.length / 3)
                            .filter(i -> Math.abs((samples[3 * i] & 255) - (samples[3 * i + 2] & 255)) > 30)
                            .count())
                    .isGreaterThan(samples.length / 30);
        }
    }

    /** A screen of four pixels, and a frame on it of 4,900 million. */
    @Test
    void aGifLargerThanAnyPictureIsNotShownAndTakesNoTime() {
        ByteBuffer gif = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 2)
                .putShort((short) 2);
        gif.put(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1, 0x2C, 0, 0, 0, 0});
        gif.putShort((short) 65_535).putShort((short) 65_535).put(new byte[] {0, 2, 2, 0x4C, 1, 0, 0x3B});
        byte[] file = Arrays.copyOf(gif.array(), gif.position());
        try (WorkerPool pool = new WorkerPool(new PoolSettings(1, 100, LIMITS))) {
            assertThat(((Unreadable) pool.examine(file, Detail.QUERY)).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
            long start = System.nanoTime();
            assertThat(pool.picture(file, 1_600)).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static void assertSame(Examined there, Examined here, Detail detail) {
        assertThat(there.type()).isEqualTo(here.type());
        assertThat(there.width()).isEqualTo(1_000);
        assertThat(there.fingerprint().toBytes()).isEqualTo(here.fingerprint().toBytes());
        assertThat(there.picture().pixels()).isEqualTo(here.picture().pixels());
        assertThat(there.picture().longSide()).isEqualTo(Math.min(1_000, detail.pictureSide()));
    }

    /** Boxes of chance, with corners to find. */
    private static byte[] boxes(String format) throws IOException {
        BufferedImage image = new BufferedImage(1_000, 700, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            pen.fillRect(random.nextInt(1_000), random.nextInt(700), random.nextInt(10, 150), random.nextInt(10, 150));
        }
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }
}
