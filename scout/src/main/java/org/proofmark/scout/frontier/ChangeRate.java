package org.proofmark.scout.frontier;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often a document changes, as far as visits can tell, and when to come again.
 *
 * <p>A visit tells only whether something changed since the last, not how often. With n visits, X of which found a change,
 * at a mean interval I, the estimate of the rate is −ln((n − X + ½) / (n + ½)) / I, which does not vanish for X = 0 nor
 * diverge for X = n as X / (n · I) would (Cho, Garcia-Molina: Estimating frequency of change, 2003).
 */
public final class ChangeRate {
    /** The shortest wait. */
    public static final Duration SOONEST = Duration.ofHours(1);
    /** The longest. */
    public static final Duration LATEST = Duration.ofDays(30);
    /** While nothing is known. */
    public static final Duration AT_FIRST = Duration.ofDays(1);

    private ChangeRate() {}

    /**
     * When to come again to what was seen once: {@link #AT_FIRST} later, or with the next round where rounds begin sooner.
     *
     * @param seen when it was
     * @param begun when the round began in which it was
     * @param every how often rounds begin; empty where nobody knows
     */
    public static Instant second(Instant seen, Instant begun, Optional<Duration> every) {
        Instant later = seen.plus(AT_FIRST);
        return every.map(begun::plus).filter(next -> next.isBefore(later)).orElse(later);
    }

    /**
     * The time to wait until the next visit.
     *
     * @param visits how many visits could have seen a change: all but the first
     * @param changes how many did
     * @param watched between the first and the last
     */
    public static Duration wait(int visits, int changes, Duration watched) {
        if (visits < 1 || watched.isZero() || watched.isNegative()) {
            return AT_FIRST;
        }
        double interval = watched.toMillis() / (double) visits;
        double rate = -Math.log((visits - changes + 0.5) / (visits + 0.5)) / interval;
        double wait = rate > 0 ? 1 / rate : 2 * watched.toMillis();
        return Duration.ofMillis((long) Math.clamp(wait, (double) SOONEST.toMillis(), (double) LATEST.toMillis()));
    }
}
