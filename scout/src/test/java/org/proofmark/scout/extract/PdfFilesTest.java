package org.proofmark.scout.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.media.MediaType;
import org.proofmark.scout.extract.ImageReference.Inline;

/** PDF files are read by a process that may be killed. */
class PdfFilesTest {
    @Test
    void readsImagesAndLinks() throws IOException {
        Extract pdf = Reading.document("text/html", sample());
        assertThat(pdf.troubles()).isEmpty();
        assertThat(pdf.kind()).isEqualTo(Extract.Kind.PDF);
        assertThat(pdf.title()).isEqualTo("Otters");
        assertThat(Reading.leads(pdf)).containsExactly("PAGE http://site.test/otter");
        assertThat(pdf.images())
                .extracting(
                        image -> MediaType.of(((Inline) image.source()).bytes()).orElseThrow())
                .containsExactly(MediaType.JPEG, MediaType.PNG);
        assertThat(pdf.images()).extracting(ImageReference::context).containsExactly("page 1", "page 2");
        assertThat(pdf.images().getFirst().width()).hasValue(64);
    }

    /** One page with a JPEG shown twice and a link, one page with a PNG. */
    private static byte[] sample() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle("Otters");
            PDImageXObject jpeg = JPEGFactory.createFromImage(document, picture());
            PDPage first = page(document, jpeg, jpeg);
            PDActionURI action = new PDActionURI();
            action.setURI("http://site.test/otter");
            PDAnnotationLink link = new PDAnnotationLink();
            link.setAction(action);
            first.getAnnotations().add(link);
            page(document, LosslessFactory.createFromImage(document, picture()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static PDPage page(PDDocument document, PDImageXObject... images) throws IOException {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            for (PDImageXObject image : images) {
                content.drawImage(image, 10, 10);
            }
        }
        return page;
    }

    private static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().setPaint(Color.ORANGE);
        for (int x = 0; x < 64; x++) {
            picture.setRGB(x, x % 48, x * 40_000);
        }
        return picture;
    }

    @Test
    void givesWhatATruncatedFileStillShowsOrSaysWhyNot() throws IOException {
        byte[] whole = sample();
        Extract half = Reading.document("application/pdf", Arrays.copyOf(whole, whole.length / 2));
        assertThat(half.kind()).isEqualTo(Extract.Kind.PDF);
        assertThat(half.images().size() + half.troubles().size()).isPositive();
        Extract none = Reading.document("application/pdf", "%PDF-1.7\nnothing");
        assertThat(none.troubles()).singleElement().asString().startsWith("PDF: ");
    }

    @Test
    void killsAProcessThatTakesTooLong() throws IOException {
        ExtractLimits standard = ExtractLimits.standard();
        ExtractLimits.PdfLimits hasty =
                new ExtractLimits.PdfLimits(64, 10, 1_000_000, 1 << 20, 1, Duration.ofMillis(30));
        ExtractLimits limits =
                new ExtractLimits(10, 10, 10, 100, 100, 100, 1, 100, 100, 10, 100, standard.time(), hasty);
        Extract pdf = new Documents(limits).extract(Reading.PAGE, Reading.type("application/pdf"), sample());
        assertThat(pdf.images()).isEmpty();
        assertThat(pdf.troubles()).singleElement().asString().startsWith("the reading process ended early");
    }

    @Test
    void aBombCostsOnlyItsOwnProcess() {
        String pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
                + "3 0 obj<</Type/Page/Parent 2 0 R/Resources<</XObject<</I 4 0 R/F 5 0 R>>>>>>endobj\n"
                + "4 0 obj<</Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB/Length 0>>"
                + "stream\n\nendstream endobj\n"
                + "5 0 obj<</Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</F 5 0 R>>>>/Length 0>>stream\n\nendstream endobj\n"
                + "trailer<</Root 1 0 R>>";
        Extract extract = Reading.document("application/pdf", pdf.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(extract.troubles())
                .containsExactly("PDF, page 1: an image of 3,600,000,000 pixels, at most 40,000,000");
    }
}
