package org.proofmark.scout.extract;

/**
 * What a page or its X-Robots-Tag asks of robots.
 *
 * @param noIndex do not keep the page
 * @param noImageIndex do not keep its images
 * @param noFollow do not follow its links
 */
public record Directives(boolean noIndex, boolean noImageIndex, boolean noFollow) {
    /** Nothing asked. */
    public static final Directives NONE = new Directives(false, false, false);

    /** Both together. */
    public Directives and(Directives other) {
        return new Directives(noIndex || other.noIndex, noImageIndex || other.noImageIndex, noFollow || other.noFollow);
    }
}
