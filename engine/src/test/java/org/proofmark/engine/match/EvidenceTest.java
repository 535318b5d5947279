package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static double score(double windows, double firm, int inliers, int works) {
        Alignment alignment = new Alignment(Transform.IDENTITY, inliers, inliers, 0.5, 0.5);
        Agreement pixels =
                new Agreement(1, 1, windows, firm, 0.7, 1, 1, Polygon.rectangle(320, 240), Transform.IDENTITY);
        return Evidence.of(alignment, pixels, 1, works).score();
    }

    @Test
    void straightEdgesAloneAreNoEvidenceHoweverManyThereAre() {
        assertThat(score(18, 0.5, 3, 1_000)).isLessThan(Evidence.ASK);
        assertThat(score(18, 0.5, 3, 1_000)).isEqualTo(score(200, 0.5, 3, 1_000));
    }

    @Test
    void theyCountBesideOthers() {
        assertThat(score(10, 5, 3, 1_000)).isGreaterThan(score(5, 5, 3, 1_000));
        assertThat(score(10, 10, 3, 1_000)).isGreaterThanOrEqualTo(score(10, 5, 3, 1_000));
        assertThat(score(10, 10, 3, 1_000)).isGreaterThan(Evidence.COPY);
    }

    @Test
    void tenTimesTheWorksAreOneLess() {
        assertThat(score(8, 8, 2, 1_000) - score(8, 8, 2, 10_000)).isBetween(0.9, 1.01);
    }
}
