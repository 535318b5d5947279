package org.proofmark.portal.matching.alerts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one webhook. */
public record WebhookId(@JsonValue UUID value) {
    public static WebhookId of(String text) {
        return new WebhookId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
