package org.proofmark.portal.matching;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.proofmark.portal.platform.Refused;

/** Who decided, in the order in which one outweighs the next after a person. */
public enum By {
    PERSON,
    /** A licence on file covers it. */
    LICENCE,
    /** The site is one of the holder's own. */
    OWN_SITE,
    RULE,
    /** The same was judged before. */
    MEMORY;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static By parse(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("refused.value", "by"));
    }
}
