package org.proofmark.scout.extract;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.scout.fetch.Headers;

/**
 * What a page or its X-Robots-Tag asks of robots.
 *
 * @param noIndex do not keep the page
 * @param noImageIndex do not keep its images
 * @param noFollow do not follow its links
 */
public record Directives(boolean noIndex, boolean noImageIndex, boolean noFollow) {
    /** The name this crawler goes by among robots. */
    public static final String PRODUCT = "proofmark";

    /** Nothing asked. */
    public static final Directives NONE = new Directives(false, false, false);

    private static final int LONGEST = 2_000;
    private static final Pattern AGENT = Pattern.compile("\\s*([\\w-]+)\\s*:(.*)", Pattern.DOTALL);
    private static final Set<String> WORDS_WITH_VALUES =
            Set.of("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview");

    /** Both together. */
    public Directives and(Directives other) {
        return new Directives(noIndex || other.noIndex, noImageIndex || other.noImageIndex, noFollow || other.noFollow);
    }

    /** What a {@code robots} meta element says, or a value of an X-Robots-Tag header that names no agent; unknown words count for nothing. */
    public static Directives parse(String content) {
        Directives all = NONE;
        for (String word : Texts.cut(content, LONGEST).toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            all = all.and(
                    switch (word) {
                        case "noindex" -> new Directives(true, false, false);
                        case "noimageindex" -> new Directives(false, true, false);
                        case "nofollow" -> new Directives(false, false, true);
                        case "none" -> new Directives(true, false, true);
                        default -> NONE;
                    });
        }
        return all;
    }

    /** What the X-Robots-Tag header fields say to all robots and to this one. */
    public static Directives of(Headers headers) {
        return headers.all("X-Robots-Tag").stream().map(Directives::tag).reduce(NONE, Directives::and);
    }

    /** {@code proofmark: noindex, nofollow}, or the same for all robots without a name. */
    private static Directives tag(String value) {
        Matcher named = AGENT.matcher(Texts.cut(value, LONGEST));
        if (!named.matches() || WORDS_WITH_VALUES.contains(named.group(1).toLowerCase(Locale.ROOT))) {
            return parse(value);
        }
        return named.group(1).equalsIgnoreCase(PRODUCT) ? parse(named.group(2)) : NONE;
    }
}
