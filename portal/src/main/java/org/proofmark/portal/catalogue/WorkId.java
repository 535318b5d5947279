package org.proofmark.portal.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one work. */
public record WorkId(@JsonValue UUID value) {
    public static WorkId of(String text) {
        return new WorkId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
