package org.proofmark.portal.catalogue.folders;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one watched folder. */
public record WatchedFolderId(@JsonValue UUID value) {
    public static WatchedFolderId of(String text) {
        return new WatchedFolderId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
