package org.proofmark.portal.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one API key; not the key itself. */
public record KeyId(@JsonValue UUID value) {
    public static KeyId of(String text) {
        return new KeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
