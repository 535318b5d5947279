package org.proofmark.portal.matching.alerts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one saved view. */
public record ViewId(@JsonValue UUID value) {
    public static ViewId of(String text) {
        return new ViewId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
