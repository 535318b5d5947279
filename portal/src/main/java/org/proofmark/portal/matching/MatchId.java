package org.proofmark.portal.matching;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.platform.Sha256;

/** Names one match. */
public record MatchId(@JsonValue UUID value) {
    public static MatchId of(String text) {
        return new MatchId(UUID.fromString(text));
    }

    /** The one match of a work, an image and a site: whoever finds it again finds the same. */
    public static MatchId of(WorkId work, Sha256 digest, String site) {
        String what = work + " " + digest + " " + site;
        return new MatchId(UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
