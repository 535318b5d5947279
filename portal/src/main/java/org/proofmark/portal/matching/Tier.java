package org.proofmark.portal.matching;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.proofmark.portal.platform.Refused;

/** How sure the engine is, as it is told to people. */
public enum Tier {
    CERTAIN,
    LIKELY,
    /** Worth a person's look. */
    CLOSELY,
    /** Probably another photo of the same scene: counted, and not shown. */
    SAME_SCENE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Tier parse(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("refused.value", "tier"));
    }
}
