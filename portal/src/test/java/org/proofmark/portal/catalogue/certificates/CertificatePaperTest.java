package org.proofmark.portal.catalogue.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.media.Decoded;
import org.proofmark.engine.media.Decoder;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.rendition.Renderer;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.portal.platform.Sha256;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class CertificatePaperTest {
    private static final byte[] STATEMENT = "{\"kind\" : \"ä\"}".getBytes(StandardCharsets.UTF_8);
    private static final Sha256 DIGEST = Sha256.of(new byte[] {1});

    private static byte[] rendition;
    private static CertificatePaper paper;

    @BeforeAll
    static void aPictureAndAPrinter() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", png);
        byte[] file = png.toByteArray();
        MediaLimits limits = MediaLimits.standard();
        Decoded seen = (Decoded) new Decoder(limits).decode(file, 1);
        rendition = new Renderer(limits)
                .render(file, seen, new RenditionOrder(List.of(240), 80, RenditionOrder.LARGEST_FILE))
                .all()
                .getFirst()
                .file();
        paper = new CertificatePaper(templates());
    }

    private static SpringTemplateEngine templates() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasenames("texts/platform", "texts/identity", "texts/catalogue", "texts/licences");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        ClassLoaderTemplateResolver pages = new ClassLoaderTemplateResolver();
        pages.setPrefix("templates/");
        pages.setSuffix(".html");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateEngineMessageSource(texts);
        engine.setTemplateResolver(pages);
        return engine;
    }

    private static Certificate certificate(String foreign) {
        return new Certificate(
                Certificate.KIND,
                Certificate.VERSION,
                new Certificate.Installation("Proofmark", Optional.empty()),
                Instant.parse("2026-05-01T10:00:00Z"),
                new Certificate.Holder(new UUID(0, 1), foreign),
                new UUID(0, 2),
                Instant.parse("2026-04-30T22:30:00Z"),
                new Certificate.Original(foreign, DIGEST, 1_234_567, "image/jpeg", 6000, 4000),
                new Certificate.FingerprintMark(1, Sha256.of(new byte[] {2})),
                new Certificate.Said(
                        foreign,
                        foreign,
                        foreign,
                        foreign,
                        foreign,
                        foreign,
                        foreign,
                        foreign,
                        foreign,
                        Collections.nCopies(100, foreign),
                        foreign,
                        foreign,
                        Optional.empty(),
                        Optional.of(LocalDate.of(2026, 1, 1)),
                        foreign),
                List.of(),
                List.of());
    }

    private static PDDocument printed(String foreign, Locale language) throws Exception {
        return Loader.loadPDF(paper.print(certificate(foreign), STATEMENT, rendition, language));
    }

    private static String text(PDDocument document) throws Exception {
        return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }

    @Test
    void saysWhatIsRegisteredOnOnePage() throws Exception {
        try (PDDocument document = printed("Jetty", Locale.ENGLISH)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(text(document))
                    .contains("30 April 2026, 22:30:00 UTC")
                    .contains("6000 × 4000 · 1,234,567 bytes")
                    .contains(DIGEST.hex().substring(0, 8))
                    .contains("there is no external timestamp")
                    .contains("Inside this PDF is certificate.json");
        }
        try (PDDocument document = printed("Steg", Locale.GERMAN)) {
            assertThat(text(document)).contains("30. April 2026").contains("kein fremder Zeitstempel");
        }
    }

    @Test
    void carriesTheStatementByteForByte() throws Exception {
        try (PDDocument document = printed("Jetty", Locale.ENGLISH)) {
            PDComplexFileSpecification attached = Objects.requireNonNull(document.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .get("certificate.json"));
            assertThat(attached.getEmbeddedFile().toByteArray()).isEqualTo(STATEMENT);
            assertThat(attached.getCOSObject().getNameAsString("AFRelationship"))
                    .isEqualTo("Data");
            assertThat(document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.getPDFName("AF")))
                    .hasSize(1);
            String about =
                    new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertThat(about).contains("pdfaid").contains(">3<").contains(">U<");
        }
    }

    @Test
    void everyLetterIsInTheFile() throws Exception {
        try (PDDocument document = printed("Jetty Ωλιά Привет", Locale.ENGLISH)) {
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
                }
            }
            assertThat(text(document)).contains("Ωλιά Привет");
        }
    }

    /** veraPDF tries every rule of PDF/A-3u; a line for each file. */
    @Test
    void isWhatItSaysItIsToAValidator(@TempDir Path folder) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "pdf-validator", "greenfield-apps.jar").toString(),
                "org.verapdf.apps.GreenfieldCliWrapper",
                "--flavour",
                "3u",
                "--format",
                "text"));
        List<String> texts =
                List.of("Jetty", "Straße Αθήνα Москва", "港の朝 مرفأ 😀", "W".repeat(2_000), "a\0b\ud800c\u202ed");
        for (String foreign : texts) {
            command.add(Files.write(
                            folder.resolve(command.size() + ".pdf"),
                            paper.print(certificate(foreign), STATEMENT, rendition, Locale.GERMAN))
                    .toString());
        }
        Process validator = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(validator.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(folder.resolve("said"));
        assertThat(said.lines().filter(line -> line.startsWith("PASS ")))
                .as(said)
                .hasSameSizeAs(texts);
        assertThat(validator.exitValue()).as(said).isZero();
    }

    @Test
    void saysWhereItHasNoTypeForALetter() throws Exception {
        for (String shown : List.of("Straße", "Čapek", "Αθήνα", "Москва")) {
            assertThat(text(printed(shown, Locale.ENGLISH)))
                    .as(shown)
                    .contains(shown)
                    .doesNotContain("prints #");
        }
        for (String strange : List.of("港の朝", "مرفأ", "נמל")) {
            assertThat(text(printed(strange, Locale.ENGLISH))).as(strange).contains("prints #");
        }
    }

    @Test
    void foreignTextStaysText() throws Exception {
        List<String> hostile = List.of(
                "<script>alert(1)</script>",
                "\"><img src=\"http://127.0.0.1:9/x\"/>",
                "${T(java.lang.Runtime).getRuntime()} __${1}__ #{nothing}",
                "]]> &amp; &nbsp; <!-- ",
                "a\0b\ud800c\u202ed\u2066e\ufffef",
                "W".repeat(2_000),
                "word ".repeat(400),
                "日本語 مرحبا שלום 😀 e\u0301".repeat(50));
        for (String foreign : hostile) {
            try (PDDocument document = printed(foreign, Locale.ENGLISH)) {
                assertThat(document.getNumberOfPages()).isLessThanOrEqualTo(2);
                assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
                for (PDPage page : document.getPages()) {
                    assertThat(page.getAnnotations()).isEmpty();
                }
            }
        }
        try (PDDocument document = printed(hostile.getFirst(), Locale.ENGLISH)) {
            assertThat(text(document)).contains("<script>alert(1)</script>");
        }
    }

    @Test
    void theCodeHoldsTheDigest() throws Exception {
        byte[] png = Base64.getDecoder()
                .decode(Pictures.qr("sha256:" + DIGEST).substring("data:image/png;base64,".length()));
        BufferedImage bare = ImageIO.read(new ByteArrayInputStream(png));
        BufferedImage image =
                new BufferedImage(bare.getWidth() + 80, bare.getHeight() + 80, BufferedImage.TYPE_INT_RGB);
        image.getGraphics().fillRect(0, 0, image.getWidth(), image.getHeight());
        image.getGraphics().drawImage(bare, 40, 40, null);
        int[] dots = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        BinaryBitmap seen = new BinaryBitmap(
                new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), dots)));
        assertThat(new QRCodeReader().decode(seen).getText()).isEqualTo("sha256:" + DIGEST);
    }
}
