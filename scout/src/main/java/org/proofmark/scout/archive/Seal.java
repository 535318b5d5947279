package org.proofmark.scout.archive;

import java.util.Locale;

/**
 * Whether a package is what somebody signed.
 *
 * @param file the package
 * @param standing what became of the signature
 * @param explanation who signed and when they say they did, or what is wrong
 */
public record Seal(String file, Standing standing, String explanation) {
    /** What a signature is worth. */
    public enum Standing {
        /** There is none. */
        NONE,
        /** It fits what is signed, and an authority known here vouches for the signer, or the signer claims no name. */
        VALID,
        /** It fits what is signed, but nobody known vouches for the name it is given in. */
        INVALID
    }

    @Override
    public String toString() {
        String said = "%s: signature %s".formatted(file, standing.name().toLowerCase(Locale.ROOT));
        return explanation.isEmpty() ? said : said + ": " + explanation;
    }
}
