package org.proofmark.portal.catalogue.certificates;

import java.text.Normalizer;
import java.util.List;
import org.proofmark.portal.platform.Sha256;

/**
 * Foreign texts as a page can show them. What has no place on paper (control characters, marks that turn the direction of
 * writing, line ends) becomes nothing or a space, and what is too long ends in dots; the attached statement has every text whole.
 */
final class Legible {
    private boolean whole = true;

    /** Whether the paper has type for all letters of the texts cut so far. */
    public boolean whole() {
        return whole;
    }

    /** The beginning of a text, of so many characters at most. */
    public String cut(String text, int longest) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(Legible::hasPlace)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll(" {2,}", " ")
                .strip();
        whole &= Letters.all(plain);
        int length = plain.codePointCount(0, plain.length());
        return length <= longest
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, longest - 1)).strip() + "…";
    }

    private static boolean hasPlace(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> c != 0xfffe && c != 0xffff;
        };
    }

    /** A digest in two lines of groups of eight, which the eye can compare. */
    public List<String> lines(Sha256 digest) {
        return List.of(
                grouped(digest.hex().substring(0, 32)), grouped(digest.hex().substring(32)));
    }

    /** Groups of eight. */
    public String grouped(Object digest) {
        return digest.toString().replaceAll("(.{8})(?=.)", "$1 ");
    }
}
