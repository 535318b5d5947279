package org.proofmark.portal.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.UUID;

/** Names one person. */
public record PersonId(@JsonValue UUID value) implements Serializable {
    private static final long serialVersionUID = 1;

    public static PersonId of(String text) {
        return new PersonId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
