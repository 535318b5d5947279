package org.proofmark.portal.discovery;

import java.util.Optional;

/**
 * Who runs a site, as far as its pages say. Nothing of it was confirmed by a person.
 *
 * @param name its registrable domain
 * @param why what speaks for the kind, a key of a text
 * @param country two letters, ISO 3166
 * @param imprint the address of the page that names the operator
 * @param operator as that page or its markup names it
 */
public record SiteFacts(
        String name,
        Kind kind,
        String why,
        Optional<String> country,
        Optional<String> imprint,
        Optional<String> operator) {
    /** What kind of site. */
    public enum Kind {
        /** Sells, or names a firm. */
        BUSINESS,
        PRIVATE,
        UNKNOWN
    }
}
