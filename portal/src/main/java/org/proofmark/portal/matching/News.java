package org.proofmark.portal.matching;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.proofmark.portal.platform.Refused;

/** What changed about a use after it was decided. */
public enum News {
    /** A larger picture of the same work came to the site. */
    BIGGER,
    /** Further pages show it. */
    PAGE,
    /** A site that was private sells now. */
    COMMERCIAL,
    /** It was gone, and is there again. */
    BACK;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static News parse(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("refused.value", "news"));
    }
}
