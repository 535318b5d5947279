package org.proofmark.scout.extract;

import java.io.IOException;

/**
 * What a PDF process answers: parts one after the other, each its kind's number in one byte, then a text in Java's modified
 * UTF-8; for an image instead page, width, height and length as four-byte numbers, and its bytes.
 */
enum PdfPart {
    TITLE,
    LANGUAGE,
    LINK,
    IMAGE,
    TROUBLE;

    @SuppressWarnings("EnumOrdinal") // both ends are the same program
    byte number() {
        return (byte) ordinal();
    }

    /** @throws IOException if there is none of that number */
    static PdfPart of(byte number) throws IOException {
        if (number < 0 || number >= values().length) {
            throw new IOException("the PDF process answered with a part " + number);
        }
        return values()[number];
    }
}
