package org.proofmark.scout.frontier;

/** As what an address is visited. One address may be both: a link to it and a picture of it are two errands. */
public enum Role {
    /** A site's list of its pages. */
    SITEMAP,
    /** A list of news. */
    FEED,
    /** A page, or a frame in one. */
    PAGE,
    /** A part of pages that shows images for them: a style sheet, a manifest. */
    PART,
    /** An image. */
    IMAGE
}
