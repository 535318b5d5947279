package org.proofmark.portal.catalogue.licences;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one licence. */
public record LicenceId(@JsonValue UUID value) {
    public static LicenceId of(String text) {
        return new LicenceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
