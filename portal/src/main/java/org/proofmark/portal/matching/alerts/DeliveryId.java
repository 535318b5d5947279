package org.proofmark.portal.matching.alerts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one thing a webhook is told. */
public record DeliveryId(@JsonValue UUID value) {
    public static DeliveryId of(String text) {
        return new DeliveryId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
