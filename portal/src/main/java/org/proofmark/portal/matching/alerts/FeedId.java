package org.proofmark.portal.matching.alerts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one feed; not the secret in its address. */
public record FeedId(@JsonValue UUID value) {
    public static FeedId of(String text) {
        return new FeedId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
