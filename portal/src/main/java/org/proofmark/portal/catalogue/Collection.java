package org.proofmark.portal.catalogue;

import java.util.Optional;
import org.proofmark.portal.platform.Refused;

/**
 * A creator's own grouping of works; a work is in as many as one likes.
 *
 * @param parent the collection it stands in, which stands in none itself
 * @param position among its neighbours, from 0
 * @param works how many are in it, those of its own collections not counted
 * @param version counts changes
 */
public record Collection(
        CollectionId id, Optional<CollectionId> parent, String name, int position, long works, int version) {
    /** Letters of a name. */
    public static final int LONGEST_NAME = 200;

    public Collection {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid("refused.collectionName", LONGEST_NAME);
        }
    }
}
