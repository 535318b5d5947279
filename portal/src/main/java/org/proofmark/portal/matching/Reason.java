package org.proofmark.portal.matching;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.proofmark.portal.platform.Refused;

/** What a verdict rests on, where someone says so. */
public enum Reason {
    ON_FILE(Verdict.LICENSED),
    OWN_SITE(Verdict.LICENSED),
    FREE_LICENCE(Verdict.LICENSED),
    /** A free licence whose terms are not quite kept, such as a missing credit. */
    FREE_LICENCE_SLIP(Verdict.LICENSED),
    /** By law: quotation, press, parody. */
    PERMITTED(Verdict.LICENSED),
    OTHER_PICTURE(Verdict.NOT_MINE),
    SAME_SCENE(Verdict.NOT_MINE),
    NOT_MINE_TO_CLAIM(Verdict.NOT_MINE),
    TOO_SMALL(Verdict.NO_LICENCE),
    PRIVATE(Verdict.NO_LICENCE),
    NOT_WORTH(Verdict.NO_LICENCE);

    private final Verdict verdict;

    Reason(Verdict verdict) {
        this.verdict = verdict;
    }

    /** The verdict it refines. */
    public Verdict verdict() {
        return verdict;
    }

    /** Those of a verdict. */
    public static List<Reason> of(Verdict verdict) {
        return Arrays.stream(values())
                .filter(reason -> reason.verdict == verdict)
                .toList();
    }

    /** As addresses and programs have it: {@code on_file}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Reason parse(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("refused.reason"));
    }
}
