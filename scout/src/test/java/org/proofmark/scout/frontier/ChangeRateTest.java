package org.proofmark.scout.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeRateTest {
    private static final Instant BEGUN = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant SEEN = BEGUN.plusSeconds(1_800);

    @Test
    void whatWasSeenOnceIsDueWithTheNextRound() {
        assertThat(ChangeRate.second(SEEN, BEGUN, Optional.of(Duration.ofHours(6))))
                .isEqualTo(BEGUN.plus(Duration.ofHours(6)));
    }

    @Test
    void whatWasSeenOnceIsDueAfterADayWhereRoundsAreRareOrUnknown() {
        assertThat(ChangeRate.second(SEEN, BEGUN, Optional.of(Duration.ofDays(7))))
                .isEqualTo(SEEN.plus(ChangeRate.AT_FIRST));
        assertThat(ChangeRate.second(SEEN, BEGUN, Optional.empty())).isEqualTo(SEEN.plus(ChangeRate.AT_FIRST));
    }

    @Test
    void whatChangesOftenIsDueSoonerThanWhatDoesNot() {
        Duration watched = Duration.ofDays(10);
        Duration never = ChangeRate.wait(10, 0, watched);
        Duration seldom = ChangeRate.wait(10, 2, watched);
        Duration always = ChangeRate.wait(10, 10, watched);

        assertThat(always).isLessThan(Duration.ofDays(1)).isGreaterThanOrEqualTo(ChangeRate.SOONEST);
        assertThat(seldom).isBetween(Duration.ofDays(3), Duration.ofDays(7));
        assertThat(never).isEqualTo(watched.multipliedBy(2));
    }

    @Test
    void nothingWaitsBeyondTheLimits() {
        assertThat(ChangeRate.wait(0, 0, Duration.ofDays(1))).isEqualTo(ChangeRate.AT_FIRST);
        assertThat(ChangeRate.wait(1_000, 1_000, Duration.ofHours(2))).isEqualTo(ChangeRate.SOONEST);
        assertThat(ChangeRate.wait(10, 0, Duration.ofDays(400))).isEqualTo(ChangeRate.LATEST);
    }
}
