package org.proofmark.scout.fetch;

import java.io.IOException;
import java.util.List;
import org.proofmark.scout.url.Url;

/** Ends an exchange before a whole answer is there; carries what is told of it. */
final class Abandoned extends IOException {
    /** Makes the outcome of what ended an exchange. */
    private interface Ending {
        Outcome of(Url requested, List<Hop> hops, String explanation);
    }

    private final transient Ending ending;

    private Abandoned(String explanation, Ending ending) {
        super(explanation);
        this.ending = ending;
    }

    static Abandoned refused(Outcome.Rule rule, String explanation) {
        return new Abandoned(explanation, (url, hops, text) -> new Outcome.Refused(url, hops, rule, text));
    }

    static Abandoned unreachable(Outcome.Cause cause, String explanation) {
        return new Abandoned(explanation, (url, hops, text) -> new Outcome.Unreachable(url, hops, cause, text));
    }

    static Abandoned tooLarge(String explanation) {
        return new Abandoned(explanation, Outcome.TooLarge::new);
    }

    Outcome outcome(Url requested, List<Hop> hops) {
        return ending.of(requested, hops, String.valueOf(getMessage()));
    }
}
