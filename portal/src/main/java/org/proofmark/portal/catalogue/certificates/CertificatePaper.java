package org.proofmark.portal.catalogue.certificates;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Sets a certificate on one page of A4: PDF/A-3u, its own letters in it, the statement attached (ISO 19005-3, annex E). */
@Component
class CertificatePaper {
    /** The letters of the name, as a number. */
    private static final int GSUB = 0x47535542;

    private static final String ATTACHED = "certificate.json";

    private final SpringTemplateEngine templates;

    CertificatePaper(SpringTemplateEngine templates) {
        this.templates = templates;
        XRLog.setLoggingEnabled(false);
    }

    /**
     * Prints a certificate.
     *
     * @param statement the certificate's own file, to be attached
     * @param rendition of the work, WebP
     */
    byte[] print(Certificate certificate, byte[] statement, byte[] rendition, Locale language) throws IOException {
        Context page = new Context(
                language,
                Map.of(
                        "c", certificate,
                        "legible", new Legible(),
                        "picture", Pictures.rendition(rendition),
                        "qr", Pictures.qr("sha256:" + certificate.original().sha256()),
                        "statement", Sha256.of(statement)));
        return set(templates.process("certificate", page), certificate, statement);
    }

    private static byte[] set(String page, Certificate certificate, byte[] statement) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withHtmlContent(page, "about:blank")
                .useFont(() -> font("InstrumentSans-Regular"), "Sans", 400, FontStyle.NORMAL, true)
                .useFont(() -> font("InstrumentSans-SemiBold"), "Sans", 600, FontStyle.NORMAL, true)
                .useFont(() -> font("NotoSans-Regular"), "Other", 400, FontStyle.NORMAL, true)
                .useExternalResourceAccessControl(
                        (address, kind) -> address.startsWith("data:"),
                        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useExternalResourceAccessControl(
                        (address, kind) -> address.startsWith("data:"),
                        ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .usePdfAConformance(PdfAConformance.PDFA_3_U)
                .useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .withProducer("Proofmark")
                .toStream(file);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            attach(renderer.getPdfDocument(), certificate, statement);
            renderer.getPdfDocument().save(file);
        }
        return file.toByteArray();
    }

    private static void attach(PDDocument document, Certificate certificate, byte[] statement) throws IOException {
        PDEmbeddedFile embedded = new PDEmbeddedFile(document, new ByteArrayInputStream(statement));
        embedded.setSubtype("application/json");
        embedded.setSize(statement.length);
        Calendar issued = GregorianCalendar.getInstance(TimeZone.getTimeZone("UTC"));
        issued.setTimeInMillis(certificate.issuedAt().toEpochMilli());
        embedded.setModDate(issued);
        PDComplexFileSpecification specification = new PDComplexFileSpecification();
        specification.setFile(ATTACHED);
        specification.setFileUnicode(ATTACHED);
        specification.setFileDescription("What this page states, for programs");
        specification.setEmbeddedFile(embedded);
        specification.setEmbeddedFileUnicode(embedded);
        specification.getCOSObject().setItem("AFRelationship", COSName.getPDFName("Data"));
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(ATTACHED, specification));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
        COSArray associated = new COSArray();
        associated.add(specification);
        document.getDocumentCatalog().getCOSObject().setItem("AF", associated);
    }

    static InputStream font(String name) {
        try (InputStream font = CertificatePaper.class.getResourceAsStream("/paper/fonts/" + name + ".ttf")) {
            if (font == null) {
                throw new IOException("the font " + name + " is missing");
            }
            return new ByteArrayInputStream(withoutLigatures(font.readAllBytes()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Hides the table of ligatures (GSUB) by another name in the font's directory (OpenType 1.9, "Table Directory"): PDFBox 3 sets
     * them without saying which letters they stand for, so that a search for "certificate" finds nothing.
     */
    private static byte[] withoutLigatures(byte[] font) {
        ByteBuffer directory = ByteBuffer.wrap(font);
        int tables = directory.getShort(4);
        for (int table = 0; table < tables; table++) {
            int at = 12 + 16 * table;
            if (directory.getInt(at) == GSUB) {
                directory.putInt(at, GSUB + 1);
            }
        }
        return font;
    }
}
