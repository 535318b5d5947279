package org.proofmark.portal.catalogue.licences;

import java.util.Optional;
import org.proofmark.portal.catalogue.CollectionId;

/**
 * A collection a licence can cover.
 *
 * @param within the name of the collection it is in
 */
public record Choice(CollectionId id, String name, Optional<String> within) {
    /** The name with that of the collection around it. */
    public String path() {
        return within.map(outer -> outer + " › " + name).orElse(name);
    }
}
