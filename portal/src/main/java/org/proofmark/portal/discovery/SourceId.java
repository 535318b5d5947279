package org.proofmark.portal.discovery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one source. */
public record SourceId(@JsonValue UUID value) {
    public static SourceId of(String text) {
        return new SourceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
