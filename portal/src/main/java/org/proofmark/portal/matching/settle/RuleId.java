package org.proofmark.portal.matching.settle;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one rule. */
public record RuleId(@JsonValue UUID value) {
    public static RuleId of(String text) {
        return new RuleId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
