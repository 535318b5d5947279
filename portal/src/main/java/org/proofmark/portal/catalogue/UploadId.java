package org.proofmark.portal.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one upload. */
public record UploadId(@JsonValue UUID value) {
    public static UploadId of(String text) {
        return new UploadId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
