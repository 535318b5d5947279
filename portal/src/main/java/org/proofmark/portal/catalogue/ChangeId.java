package org.proofmark.portal.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one change to many works. */
public record ChangeId(@JsonValue UUID value) {
    public static ChangeId of(String text) {
        return new ChangeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
