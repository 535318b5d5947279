package org.proofmark.scout.politeness;

import java.time.Duration;
import org.proofmark.scout.fetch.Outcome;

/**
 * How long a site rests between two requests.
 *
 * @param least at least so long
 * @param times at least so many times as long as the last answer took (Heritrix: 5)
 * @param most never longer, unless the site itself asks for it
 * @param backOff the first rest of a site that says it is overloaded; doubled each time it says so again
 * @param longestBackOff never longer, whatever it asks for
 */
public record Pace(Duration least, int times, Duration most, Duration backOff, Duration longestBackOff) {
    public Pace {
        if (least.isNegative() || times < 0 || most.compareTo(least) < 0 || backOff.isNegative()) {
            throw new IllegalArgumentException("rests of %s, %d times, at most %s".formatted(least, times, most));
        }
    }

    /** For strangers: a second, five times the last answer, at most half a minute; a minute where overloaded. */
    public static Pace standard() {
        return new Pace(Duration.ofSeconds(1), 5, Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofHours(1));
    }

    /** Always the same; zero for one's own servers. */
    public static Pace fixed(Duration rest) {
        return new Pace(rest, 0, rest, Duration.ofSeconds(1), Duration.ofHours(1));
    }

    /** Whether a site says that it is overloaded (429, 503). */
    public static boolean isOverload(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed && (failed.status() == 429 || failed.status() == 503);
    }

    /**
     * The rest after an exchange.
     *
     * @param took how long the exchange took
     * @param asked the rest the site itself asks for
     * @param outcome what came of the exchange
     * @param overloads how often in a row, until now, the site said that it is overloaded
     */
    public Duration rest(Duration took, Duration asked, Outcome outcome, int overloads) {
        Duration rest = after(took);
        Duration heeded = asked.compareTo(longestBackOff) > 0 ? longestBackOff : asked;
        if (least.isPositive() && heeded.compareTo(rest) > 0) {
            rest = heeded;
        }
        if (outcome instanceof Outcome.Failed failed && isOverload(failed)) {
            Duration doubled = backOff.multipliedBy(1L << Math.min(overloads, 16));
            Duration wanted = failed.retryAfter().orElse(doubled);
            Duration cut = wanted.compareTo(longestBackOff) > 0 ? longestBackOff : wanted;
            rest = cut.compareTo(rest) > 0 ? cut : rest; // "Retry-After: 0" is no leave to hurry
        }
        return rest;
    }

    /** The rest after an answer that took so long. */
    private Duration after(Duration took) {
        Duration wanted = took.multipliedBy(times);
        Duration rest = wanted.compareTo(least) > 0 ? wanted : least;
        return rest.compareTo(most) > 0 ? most : rest;
    }
}
