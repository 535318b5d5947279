package org.proofmark.scout.extract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDInlineImage;
import org.apache.pdfbox.pdmodel.graphics.pattern.PDTilingPattern;
import org.jspecify.annotations.Nullable;

/**
 * The images a PDF page can show: those of its resources, of forms and patterns within, and those inside its content. JPEG
 * files come out as they are, all else as PNG. Runs in the process that may be killed.
 */
final class PdfImages {
    private static final int DEEPEST = 16;
    private static final int SMALLEST_SIDE = 16;

    /** Deflate at its fastest: the picture only passes through a pipe. */
    private static final float FASTEST = 0.9f;

    private final DataOutputStream out;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final long mostPixels;
    private int left;

    PdfImages(DataOutputStream out, int most, long mostPixels) {
        this.out = out;
        this.mostPixels = mostPixels;
        left = most;
    }

    void page(PDPage page, int number) throws IOException {
        resources(page.getResources(), number, 0);
        PDFStreamParser parser = new PDFStreamParser(page);
        for (Object token = parser.parseNextToken(); token != null && left > 0; token = parser.parseNextToken()) {
            if (token instanceof Operator operator && operator.getImageData() != null) {
                image(
                        new PDInlineImage(operator.getImageParameters(), operator.getImageData(), page.getResources()),
                        number);
            }
        }
        parser.close();
    }

    private void resources(@Nullable PDResources resources, int page, int depth) throws IOException {
        if (resources == null || depth > DEEPEST || !seen.add(resources.getCOSObject()) && depth > 0) {
            return;
        }
        for (COSName name : resources.getXObjectNames()) {
            try {
                object(resources.getXObject(name), page, depth);
            } catch (IOException | RuntimeException broken) {
                PdfProcess.trouble(out, "PDF, page %d, %s: %s".formatted(page, name.getName(), broken));
            }
        }
        for (COSName name : resources.getPatternNames()) {
            if (resources.getPattern(name) instanceof PDTilingPattern pattern) {
                resources(pattern.getResources(), page, depth + 1);
            }
        }
    }

    private void object(@Nullable PDXObject object, int page, int depth) throws IOException {
        if (object instanceof PDImageXObject image) {
            if (seen.add(image.getCOSObject())) {
                image(image, page);
            }
        } else if (object instanceof PDFormXObject form) {
            resources(form.getResources(), page, depth + 1);
        }
    }

    private void image(PDImage image, int page) throws IOException {
        long pixels = (long) image.getWidth() * image.getHeight();
        if (left == 0 || image.isStencil() || Math.min(image.getWidth(), image.getHeight()) < SMALLEST_SIDE) {
            return;
        }
        if (pixels > mostPixels) {
            PdfProcess.trouble(
                    out, "PDF, page %d: an image of %,d pixels, at most %,d".formatted(page, pixels, mostPixels));
            return;
        }
        byte[] bytes = "jpg".equals(image.getSuffix()) ? asStored(image) : asPng(image);
        left--;
        out.writeByte(PdfPart.IMAGE.number());
        out.writeInt(page);
        out.writeInt(image.getWidth());
        out.writeInt(image.getHeight());
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    private static byte[] asStored(PDImage image) throws IOException {
        try (InputStream stored = image.createInputStream(
                List.of(COSName.DCT_DECODE.getName(), COSName.DCT_DECODE_ABBREVIATION.getName()))) {
            return stored.readAllBytes();
        }
    }

    private static byte[] asPng(PDImage image) throws IOException {
        BufferedImage picture = image.getImage();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(FASTEST);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
