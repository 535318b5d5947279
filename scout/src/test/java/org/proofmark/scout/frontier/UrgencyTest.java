package org.proofmark.scout.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.url.Url;

class UrgencyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Url PAGE = Url.of("http://a.example/page");
    private static final Url PHOTO = Url.of("http://a.example/photo.jpg");
    private static final Url SMALL = Url.of("http://a.example/photo-300x200.jpg");

    @Test
    void listsThenPartsThenNewsThenOthersThenWhatWasSeen() {
        assertThat(List.of(
                        dated(Role.SITEMAP, Duration.ZERO),
                        dated(Role.SITEMAP, Duration.ofDays(1)),
                        undated(Role.SITEMAP, 0),
                        undated(Role.FEED, 0),
                        undated(Role.PART, 0),
                        undated(Role.IMAGE, 0),
                        dated(Role.PAGE, Duration.ZERO),
                        dated(Role.PAGE, Duration.ofMinutes(1)),
                        dated(Role.PAGE, Duration.ofDays(20_000)),
                        undated(Role.PAGE, 1),
                        undated(Role.PAGE, 20),
                        Urgency.again(Role.PAGE, PAGE, NOW.minus(Duration.ofDays(9))),
                        Urgency.again(Role.IMAGE, PHOTO, NOW.minus(Duration.ofDays(8))),
                        Urgency.again(Role.PAGE, PAGE, NOW),
                        Urgency.again(Role.IMAGE, SMALL, NOW.minus(Duration.ofDays(9)))))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aDateToComeIsTakenForNow() {
        assertThat(dated(Role.PAGE, Duration.ofDays(-900))).isEqualTo(dated(Role.PAGE, Duration.ZERO));
    }

    @Test
    void aListIsFirstAgain() {
        assertThat(Urgency.again(Role.FEED, PAGE, NOW)).isLessThan(dated(Role.PAGE, Duration.ZERO));
        assertThat(Urgency.again(Role.SITEMAP, PAGE, NOW)).isLessThan(dated(Role.PAGE, Duration.ZERO));
    }

    private static int dated(Role role, Duration ago) {
        return Urgency.of(role, 0, Optional.of(NOW.minus(ago)), NOW);
    }

    private static int undated(Role role, int depth) {
        return Urgency.of(role, depth, Optional.empty(), NOW);
    }
}
