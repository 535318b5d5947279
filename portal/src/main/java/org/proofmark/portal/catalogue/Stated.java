package org.proofmark.portal.catalogue;

/**
 * What whoever brought a file says about it, which holds where the file itself says nothing.
 *
 * @param title "" where nothing is said; what is longer than a text may be is cut
 * @param caption "" where nothing is said
 */
public record Stated(String title, String caption) {
    /** Nothing is said. */
    public static final Stated NOTHING = new Stated("", "");

    public Stated {
        title = clean(title);
        caption = clean(caption);
    }

    /** Without what cannot be kept or shown, in one line. */
    private static String clean(String text) {
        String plain = text.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(Work.Texts.LONGEST / 2)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.strip().replaceAll(" {2,}", " ");
    }
}
