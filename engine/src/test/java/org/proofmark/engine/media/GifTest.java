package org.proofmark.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.engine.media.Quadrants.assertLooksRight;
import static org.proofmark.engine.media.Quadrants.decoded;
import static org.proofmark.engine.media.Quadrants.refused;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.media.Undecodable.Reason;

class GifTest {
    private final Decoder decoder = new Decoder(MediaLimits.standard());

    @Test
    void theFirstFrameStandsForAnAnimation() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            writer.writeToSequence(new IIOImage(Quadrants.image(BufferedImage.TYPE_INT_RGB), null, null), null);
            writer.writeToSequence(
                    new IIOImage(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), null, null), null);
            writer.endWriteSequence();
        }
        assertLooksRight(decoded(decoder.decode(bytes.toByteArray(), 64)).picture(), 3);
    }

    @Test
    void noiseComesOutAsImageIoReadsIt() throws IOException {
        BufferedImage noise = new BufferedImage(301, 211, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = new byte[301 * 211];
        new Random(7).nextBytes(pixels);
        noise.getRaster().setDataElements(0, 0, 301, 211, pixels);
        for (byte[] file : new byte[][] {Samples.written("gif", noise), Samples.progressive("gif", noise)}) {
            BufferedImage judge = ImageIO.read(new ByteArrayInputStream(file));
            assertThat(decoded(decoder.decode(file, 301)).picture().pixels())
                    .isEqualTo(Luma.of(judge, 301).pixels());
        }
    }

    @Test
    void transparentPixelsAndTheScreenAroundTheFrameAreWhite() {
        byte[] file = gif(4, 2, 1, 0, 2, 2, 1);
        assertThat(decoded(decoder.decode(file, 4)).picture().pixels())
                .containsExactly(255, 0, 255, 255, 255, 255, 0, 255);
    }

    @Test
    void aFrameLargerThanItsScreenIsShownWhole() {
        Decoded decoded = decoded(decoder.decode(gif(1, 1, 0, 0, 2, 2, -1), 4));
        assertThat(decoded.width()).isEqualTo(2);
        assertThat(decoded.picture().pixels()).containsExactly(0, 100, 100, 0);
    }

    @Test
    void bothTheScreenAndTheFrameAreHeldToTheLimit() {
        Undecodable screen = refused(decoder.decode(gif(60_000, 60_000, 0, 0, 2, 2, -1), 4));
        assertThat(screen.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        Undecodable frame = refused(decoder.decode(gif(2, 2, 0, 0, 60_000, 60_000, -1), 4));
        assertThat(frame.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(frame.explanation()).contains("first frame", "60,000 × 60,000");
    }

    @Test
    void aFewBytesCannotMakeItReserveMemory() {
        byte[] file = gif(12_000, 12_000, 0, 0, 12_000, 12_000, -1);
        assertThat(refused(decoder.decode(file, 4)).reason()).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void everyBeginningOfAFileIsAnswered() {
        byte[] file = gif(4, 2, 1, 0, 2, 2, 1);
        for (int length = 0; length < file.length; length++) {
            assertThat(decoder.decode(Arrays.copyOf(file, length), 4)).isNotNull();
        }
    }

    /** Two colours, black and grey 100; the pixels 0 1 1 0 in four 3-bit codes after a clear. */
    private static byte[] gif(int width, int height, int left, int top, int frameWidth, int frameHeight, int clear) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'G', 'I', 'F', '8', '9', 'a'});
        words(out, width, height);
        out.writeBytes(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, 100, 100, 100});
        if (clear >= 0) {
            out.writeBytes(new byte[] {0x21, (byte) 0xF9, 4, 1, 0, 0, (byte) clear, 0});
        }
        out.write(0x2C);
        words(out, left, top, frameWidth, frameHeight);
        // code size 2: clear 4, then 0 1 1 0 and the end 5; the width grows to four bits after the third entry
        int bits = 4 | 0 << 3 | 1 << 6 | 1 << 9 | 0 << 12 | 5 << 16;
        out.writeBytes(new byte[] {0, 2, 3, (byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), 0, 0x3B});
        return out.toByteArray();
    }

    private static void words(ByteArrayOutputStream out, int... words) {
        for (int word : words) {
            out.write(word);
            out.write(word >> 8);
        }
    }
}
