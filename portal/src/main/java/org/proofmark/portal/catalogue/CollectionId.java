package org.proofmark.portal.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one collection. */
public record CollectionId(@JsonValue UUID value) {
    public static CollectionId of(String text) {
        return new CollectionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
