package org.proofmark.portal.matching;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.proofmark.portal.platform.Refused;

/** What is said of a match. */
public enum Verdict {
    NO_LICENCE,
    LICENSED,
    UNSURE,
    NOT_MINE;

    /** As addresses and programs have it: {@code no_licence}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Verdict parse(String word) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("refused.verdict"));
    }
}
