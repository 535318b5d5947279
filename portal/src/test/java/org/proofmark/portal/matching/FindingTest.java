package org.proofmark.portal.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Findings as they are kept. */
class FindingTest {
    private static final String BEFORE = """
            {"verdict":"COPY","score":12,"inliers":214,"agreement":0.96,"copyShare":1,"share":0.44,"mirrored":false,
            "inverted":false,"transform":[1,0,0,0,1,0,0,0,1],"copyRegion":[],"region":[],"greyed":true}
            """;

    @Test
    void whatWasKeptBeforeOtherColoursWereToldIsStillRead() {
        Finding kept = Finding.parse(BEFORE);
        assertThat(kept.greyed()).isTrue();
        assertThat(kept.recoloured()).isFalse();
        assertThat(Finding.parse(kept.recolour().json()).recoloured()).isTrue();
    }
}
