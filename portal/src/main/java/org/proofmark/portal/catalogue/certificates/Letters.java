package org.proofmark.portal.catalogue.certificates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The letters a paper has type for. */
final class Letters {
    private static final Map<Integer, Boolean> KNOWN = new ConcurrentHashMap<>();

    private Letters() {}

    /** Whether every letter of a text can be printed; one that cannot becomes #. */
    static boolean all(String text) {
        return text.codePoints().allMatch(letter -> letter < 0x80 || KNOWN.computeIfAbsent(letter, Letters::printed));
    }

    private static boolean printed(int letter) {
        return Fonts.ALL.stream().anyMatch(font -> has(font, letter));
    }

    private static boolean has(PDType0Font font, int letter) {
        try {
            font.encode(Character.toString(letter));
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Read once, when a text first asks for more than ASCII. */
    private static final class Fonts {
        private static final PDDocument DOCUMENT = new PDDocument();
        private static final List<PDType0Font> ALL = List.of(font("InstrumentSans-Regular"), font("NotoSans-Regular"));

        private static PDType0Font font(String name) {
            try {
                return PDType0Font.load(
                        DOCUMENT,
                        new ByteArrayInputStream(CertificatePaper.font(name).readAllBytes()));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
