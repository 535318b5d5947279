package org.proofmark.portal.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.util.UUID;

/** Names one holder. */
public record HolderId(@JsonValue UUID value) implements Serializable {
    private static final long serialVersionUID = 1;

    public static HolderId of(String text) {
        return new HolderId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
