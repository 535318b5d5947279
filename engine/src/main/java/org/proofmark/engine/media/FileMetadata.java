package org.proofmark.engine.media;

import java.util.List;
import java.util.Objects;

/**
 * What a file says about its picture, from XMP, IPTC and EXIF in this order; nothing of where it was taken (that
 * is {@link Shot}'s). Texts are {@link #LONGEST_TEXT} characters at most, hold no control characters, and are empty where the file says nothing.
 *
 * @param title its name or headline
 * @param caption its description
 * @param creator who made it; several are joined by commas
 * @param credit the credit line
 * @param copyright the copyright notice
 * @param usageTerms how it may be used
 * @param webStatement the address of a rights statement
 * @param licensor who grants licences, by name
 * @param licensorUrl where a licence is to be had
 * @param keywords {@link #MOST_KEYWORDS} at most
 * @param taken when, {@code 2024-05-03T12:33:11} as the camera's clock showed it, or less of it
 */
public record FileMetadata(
        String title,
        String caption,
        String creator,
        String credit,
        String copyright,
        String usageTerms,
        String webStatement,
        String licensor,
        String licensorUrl,
        List<String> keywords,
        String taken) {
    /** Characters of a text. */
    public static final int LONGEST_TEXT = 2_000;

    /** Keywords of a file. */
    public static final int MOST_KEYWORDS = 100;

    /** Nothing is said. */
    public static final FileMetadata NONE = new FileMetadata("", "", "", "", "", "", "", "", "", List.of(), "");

    public FileMetadata {
        licensor = Objects.requireNonNullElse(licensor, ""); // kept since before it was read
        keywords = List.copyOf(keywords);
        if (keywords.size() > MOST_KEYWORDS) {
            throw new IllegalArgumentException("%d keywords".formatted(keywords.size()));
        }
        keywords.forEach(FileMetadata::check);
        for (String text : List.of(
                title, caption, creator, credit, copyright, usageTerms, webStatement, licensor, licensorUrl, taken)) {
            check(text);
        }
    }

    /** Refuses what is no text as it may be here. */
    static void check(String text) {
        if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a text of %,d characters, at most %,d, none of them control characters"
                    .formatted(text.length(), LONGEST_TEXT));
        }
    }

    /** Reads what a file says; whatever its bytes, nothing worse happens than that less is read. */
    public static FileMetadata of(MediaType type, byte[] file) {
        return MetadataReader.read(type, file);
    }

    /** What is said here, and where nothing is, what the other says. */
    FileMetadata or(FileMetadata other) {
        if (equals(NONE) || other.equals(NONE)) {
            return equals(NONE) ? other : this;
        }
        return new FileMetadata(
                either(title, other.title),
                either(caption, other.caption),
                either(creator, other.creator),
                either(credit, other.credit),
                either(copyright, other.copyright),
                either(usageTerms, other.usageTerms),
                either(webStatement, other.webStatement),
                either(licensor, other.licensor),
                either(licensorUrl, other.licensorUrl),
                keywords.isEmpty() ? other.keywords : keywords,
                either(taken, other.taken));
    }

    private static String either(String first, String second) {
        return first.isEmpty() ? second : first;
    }
}
