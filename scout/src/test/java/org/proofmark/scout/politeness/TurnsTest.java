package org.proofmark.scout.politeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Site;
import org.proofmark.scout.url.Url;

class TurnsTest {
    private static final Site SITE = new Site("a.example");
    private static final Site OTHER = new Site("b.example");
    private static final Url URL = Url.of("http://a.example/");

    private Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final InstantSource clock = () -> now;
    private final Turns turns = new Turns(Pace.standard(), clock);

    @Test
    void givesASitesTurnToOneAtATime() {
        assertThat(turns.take(SITE)).isTrue();
        assertThat(turns.take(SITE)).isFalse();
        assertThat(turns.readyAt(SITE)).isEmpty();
        assertThat(turns.take(OTHER)).isTrue();
    }

    @Test
    void letsASiteRestASecond() {
        turns.take(SITE);
        turns.give(SITE, Duration.ofMillis(10), answered());

        assertThat(turns.take(SITE)).isFalse();
        pass(Duration.ofMillis(999));
        assertThat(turns.take(SITE)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(turns.take(SITE)).isTrue();
    }

    @Test
    void letsASlowSiteRestFiveTimesAsLongAsItTookButNotForEver() {
        turns.take(SITE);
        turns.give(SITE, Duration.ofSeconds(2), answered());
        assertThat(turns.readyAt(SITE)).contains(now.plusSeconds(10));

        turns.take(OTHER);
        turns.give(OTHER, Duration.ofMinutes(5), answered());
        assertThat(turns.readyAt(OTHER)).contains(now.plusSeconds(30));
    }

    @Test
    void restsAsLongAsRobotsTxtAsks() {
        turns.asks(SITE, Duration.ofSeconds(20));
        turns.take(SITE);
        turns.give(SITE, Duration.ofMillis(10), answered());

        assertThat(turns.readyAt(SITE)).contains(now.plusSeconds(20));
    }

    @Test
    void backsOffTwiceAsLongEachTimeASiteIsOverloadedAndRecovers() {
        for (int minutes : new int[] {1, 2, 4}) {
            turns.take(SITE);
            turns.give(SITE, Duration.ofMillis(10), overloaded(Optional.empty()));
            assertThat(turns.readyAt(SITE)).contains(now.plus(Duration.ofMinutes(minutes)));
            pass(Duration.ofMinutes(minutes));
        }
        turns.take(SITE);
        turns.give(SITE, Duration.ofMillis(10), answered());
        assertThat(turns.readyAt(SITE)).contains(now.plusSeconds(1));
    }

    @Test
    void waitsAsLongAsAnOverloadedSiteSaysUpToAnHour() {
        turns.take(SITE);
        turns.give(SITE, Duration.ofMillis(10), overloaded(Optional.of(Duration.ofSeconds(7))));
        assertThat(turns.readyAt(SITE)).contains(now.plusSeconds(7));

        pass(Duration.ofSeconds(7));
        turns.take(SITE);
        turns.give(SITE, Duration.ofMillis(10), overloaded(Optional.of(Duration.ofDays(2))));
        assertThat(turns.readyAt(SITE)).contains(now.plus(Duration.ofHours(1)));
    }

    @Test
    void anOverloadedSiteThatSaysNowStillRests() {
        turns.take(SITE);
        turns.give(SITE, Duration.ofSeconds(1), overloaded(Optional.of(Duration.ZERO)));
        assertThat(turns.readyAt(SITE)).contains(now.plusSeconds(5));
    }

    @Test
    void restsNotAtAllWhereTheServerIsOnesOwn() {
        Turns own = new Turns(Pace.fixed(Duration.ZERO), clock);
        own.asks(SITE, Duration.ofSeconds(20));
        own.take(SITE);
        own.give(SITE, Duration.ofSeconds(2), answered());

        assertThat(own.take(SITE)).isTrue();
    }

    @Test
    void strangersBesideOnesOwnServersRestAsAlways() {
        Turns both = new Turns(site -> site.equals(SITE) ? Pace.fixed(Duration.ZERO) : Pace.standard(), clock);
        both.asks(OTHER, Duration.ofSeconds(20));
        for (Site site : List.of(SITE, OTHER)) {
            both.take(site);
            both.give(site, Duration.ofMillis(10), answered());
        }

        assertThat(both.take(SITE)).isTrue();
        assertThat(both.readyAt(OTHER)).contains(now.plusSeconds(20));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static Outcome answered() {
        return new Outcome.Unchanged(URL, List.of());
    }

    private static Outcome overloaded(Optional<Duration> retryAfter) {
        return new Outcome.Failed(URL, List.of(), 503, retryAfter);
    }
}
