package org.proofmark.portal.catalogue;

import java.time.Instant;
import org.proofmark.portal.identity.PersonId;

/**
 * What a person declares with every file that comes in: to have made the photo, or to act for who did. The words stand wherever
 * files are taken, as {@code declaration.N}; who changes them gives them the next number and keeps the old ones.
 *
 * @param words their number
 */
record Declaration(PersonId by, Instant at, int words) {
    /** The words that stand there now. */
    static final int NOW = 1;
}
