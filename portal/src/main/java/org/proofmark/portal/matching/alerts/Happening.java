package org.proofmark.portal.matching.alerts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.proofmark.portal.platform.Refused;

/** What a webhook can be told of. */
public enum Happening {
    MATCH_FOUND("match.found"),
    /** A use that a person had decided is not what it was, and is asked about again. */
    MATCH_CHANGED("match.changed"),
    /** A person gave a verdict, or took one back. */
    MATCH_DECIDED("match.decided"),
    /** Once a day: what was found and what was looked at, nothing new included. */
    DIGEST("digest");

    private final String word;

    Happening(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    @JsonCreator
    public static Happening parse(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("refused.happening", word));
    }
}
