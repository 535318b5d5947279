package org.proofmark.scout.extract;

import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.worker.ParentWatch;

/**
 * The main class of a process that reads one PDF file from standard input and answers with {@link PdfPart}s.
 *
 * <p>Arguments: the file to answer to ("-" for standard output), the most images, pixels of an image, links.
 */
public final class PdfProcess {
    private static final int LONGEST_TEXT = 8_192;

    private final DataOutputStream out;
    private final PdfImages images;
    private int linksLeft;

    private PdfProcess(DataOutputStream out, int mostImages, long mostPixels, int mostLinks) {
        this.out = out;
        images = new PdfImages(out, mostImages, mostPixels);
        linksLeft = mostLinks;
    }

    /** Reads one file. */
    public static void main(String[] arguments) throws IOException {
        ParentWatch.start();
        try (OutputStream answers = arguments[0].equals("-")
                        ? new FileOutputStream(FileDescriptor.out)
                        : new FileOutputStream(arguments[0]);
                DataOutputStream out = new DataOutputStream(answers)) {
            System.setOut(System.err); // whatever prints must not end up among the answers
            PdfProcess process = new PdfProcess(
                    out, Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
            process.read(System.in.readAllBytes());
        }
        Runtime.getRuntime().halt(0);
    }

    private void read(byte[] file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file)) {
            PDDocumentInformation about = document.getDocumentInformation();
            say(PdfPart.TITLE, about == null ? null : about.getTitle());
            say(PdfPart.LANGUAGE, document.getDocumentCatalog().getLanguage());
            pages(document);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // PDFBox meets what it does not expect with whatever comes.
            trouble(out, "PDF: " + broken);
        }
    }

    private void pages(PDDocument document) throws IOException {
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            try {
                images.page(page, number);
                links(page);
            } catch (IOException | RuntimeException | StackOverflowError broken) {
                trouble(out, "PDF, page %d: %s".formatted(number, broken));
            }
        }
    }

    private void links(PDPage page) throws IOException {
        for (PDAnnotation annotation : page.getAnnotations()) {
            if (linksLeft > 0
                    && annotation instanceof PDAnnotationLink link
                    && link.getAction() instanceof PDActionURI action) {
                say(PdfPart.LINK, action.getURI());
                linksLeft--;
            }
        }
    }

    private void say(PdfPart kind, @Nullable String text) throws IOException {
        if (text != null && !text.isBlank()) {
            out.writeByte(kind.number());
            out.writeUTF(Texts.cut(text, LONGEST_TEXT));
        }
    }

    /** Tells what could not be read. */
    static void trouble(DataOutputStream out, String what) throws IOException {
        out.writeByte(PdfPart.TROUBLE.number());
        out.writeUTF(Texts.folded(what, 300));
    }
}
