package org.proofmark.portal.catalogue.sites;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one import from a site. */
public record SiteImportId(@JsonValue UUID value) {
    public static SiteImportId of(String text) {
        return new SiteImportId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
