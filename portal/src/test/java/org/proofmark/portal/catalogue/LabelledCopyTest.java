package org.proofmark.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.engine.media.MediaType;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Sha256;

/** A copy says what is said about the work, in place of what the file said, and shows the same picture to the pixel. */
class LabelledCopyTest {
    private static final String ODD = "Fjord & <Fähre> \"am\" 港 \uD83D\uDEA2";

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void saysWhatIsSaidAndShowsTheSamePicture(String format) throws IOException {
        byte[] original = picture(format);
        byte[] copy = labelled(format, original, ODD);
        FileMetadata said = FileMetadata.of(format.equals("png") ? MediaType.PNG : MediaType.JPEG, copy);
        assertThat(said.title()).isEqualTo(ODD);
        assertThat(said.caption()).isEqualTo(ODD);
        assertThat(said.creator()).isEqualTo(ODD);
        assertThat(said.credit()).isEqualTo(ODD);
        assertThat(said.keywords()).contains("harbour", ODD);
        assertThat(pixels(copy)).isEqualTo(pixels(original));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void aLabelTakesThePlaceOfTheOneBefore(String format) throws IOException {
        byte[] once = labelled(format, picture(format), "first");
        byte[] twice = labelled(format, once, "second");
        assertThat(new String(twice, StandardCharsets.ISO_8859_1)).doesNotContain("first");
        assertThat(twice).hasSize(labelled(format, picture(format), "second").length);
    }

    @Test
    void allElseOfAJpegIsCopiedByteForByte() throws IOException {
        byte[] original = picture("jpeg");
        byte[] copy = labelled("jpeg", original, "title");
        int scan = new String(original, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00db");
        byte[] rest = java.util.Arrays.copyOfRange(original, scan, original.length);
        assertThat(java.util.Arrays.copyOfRange(copy, copy.length - rest.length, copy.length))
                .isEqualTo(rest);
    }

    @Test
    void aTornFileIsCopiedAsFarAsItGoes() throws IOException {
        byte[] original = picture("png");
        byte[] torn = java.util.Arrays.copyOf(original, original.length / 2);
        assertThat(labelled("png", torn, "title").length).isGreaterThan(torn.length);
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Pictures.photo(7)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static int[] pixels(byte[] file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static byte[] labelled(String format, byte[] original, String said) throws IOException {
        Work work = new Work(
                new WorkId(new UUID(0, 1)),
                new HolderId(new UUID(0, 2)),
                "a." + format,
                Sha256.of(original),
                original.length,
                "image/" + format,
                3,
                2,
                new Work.Texts(
                        said,
                        said,
                        said,
                        said,
                        said,
                        said,
                        "https://example.org/rights",
                        said,
                        "https://example.org/licence"),
                List.of("harbour", said),
                List.of(),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                1,
                true,
                true,
                Instant.EPOCH,
                1);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        new LabelledCopy(new Label(work)).write(work.mediaType(), new ByteArrayInputStream(original), copy);
        return copy.toByteArray();
    }
}
