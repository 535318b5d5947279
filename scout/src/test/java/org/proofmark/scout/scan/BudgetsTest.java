package org.proofmark.scout.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.url.Url;

class BudgetsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final ScanSettings SETTINGS =
            new ScanSettings(3, 2, 1_000, Duration.ofHours(2), 1, 1, Duration.ofSeconds(2), 1, 64, 1, 1, 1);

    private final Budgets budgets = new Budgets(SETTINGS, List.of());

    @Test
    void pagesAreCountedForEachSite() {
        for (int page = 0; page < 3; page++) {
            assertThat(refusal("a", NOW)).isEmpty();
        }

        assertThat(refusal("a", NOW)).hasValueSatisfying(why -> assertThat(why).contains("3 pages"));
        assertThat(refusal("b", NOW)).isEmpty();
    }

    @Test
    void whatIsNotAskedForAfterAllCostsNothing() {
        for (int page = 0; page < 5; page++) {
            assertThat(refusal("a", NOW)).isEmpty();
            budgets.giveBack(errand("a"));
        }
    }

    @Test
    void timeRunsForEachSiteFromItsFirstErrandOn() {
        assertThat(refusal("a", NOW)).isEmpty();
        Instant later = NOW.plus(Duration.ofHours(2)).plusSeconds(1);

        assertThat(refusal("b", later)).isEmpty();
        assertThat(refusal("a", later))
                .hasValueSatisfying(why -> assertThat(why).contains("time of PT2H"));
    }

    @Test
    void whatARoundCostBeforeItWasBrokenOffCounts() {
        Coverage before = new Coverage(
                "a", NOW, NOW, Map.of(Role.PAGE, 1, Role.IMAGE, 9), Map.of(), 1, 900, Duration.ofMinutes(119));
        Budgets resumed = new Budgets(SETTINGS, List.of(before));

        assertThat(resumed.refuses(errand("a"), NOW)).isEmpty();
        assertThat(resumed.refuses(errand("a"), NOW.plusSeconds(61)))
                .hasValueSatisfying(why -> assertThat(why).contains("time"));
        resumed.received("a", 100);
        assertThat(resumed.refuses(errand("a"), NOW))
                .hasValueSatisfying(why -> assertThat(why).contains("MB"));
    }

    private Optional<String> refusal(String scope, Instant now) {
        return budgets.refuses(errand(scope), now);
    }

    private static Errand errand(String scope) {
        return new Errand(
                1,
                Url.of("http://a.example/"),
                Role.PAGE,
                scope,
                0,
                Optional.empty(),
                Validators.NONE,
                Optional.empty());
    }
}
