package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.proofmark.engine.match.Looked.examined;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Scenery;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.worker.Examined;

class RestTest {
    private static final Examined QUERY = examined(Scenery.of(5, 400, 300), Detail.QUERY);
    private static final Polygon LEFT_HALF = Polygon.rectangle(200, 300);

    @Test
    void withoutACopyEverythingIsLeft() {
        Rest rest = Rest.of(QUERY, List.of(match(Verdict.ASK, LEFT_HALF)));
        assertThat(rest.area()).isEqualTo(1);
        assertThat(rest.detail()).isEqualTo(1);
        assertThat(rest.features().words())
                .isEqualTo(QUERY.fingerprint().features().words());
        assertThat(rest.features().signatures())
                .isEqualTo(QUERY.fingerprint().features().signatures());
    }

    @Test
    void whatACopyShowsIsNotLeft() {
        Rest rest = Rest.of(QUERY, List.of(match(Verdict.COPY, LEFT_HALF)));
        assertThat(rest.area()).isCloseTo(0.5, within(0.02));
        assertThat(rest.detail()).isBetween(0.3, 0.7);
        assertThat(rest.features().size()).isEqualTo((int)
                Math.round(rest.detail() * QUERY.fingerprint().features().size()));
        assertThat(Arrays.stream(rest.features().geometry()).allMatch(place -> Features.x(place) * 400 > 199))
                .isTrue();
    }

    /** The corners of what is found mirrored run the other way round. */
    @Test
    void twoCopiesThatLieOverEachOtherCountOnce() {
        Polygon mirrored = new Polygon(List.of(
                new Polygon.Point(300, 0),
                new Polygon.Point(100, 0),
                new Polygon.Point(100, 300),
                new Polygon.Point(300, 300)));
        Rest rest = Rest.of(QUERY, List.of(match(Verdict.COPY, LEFT_HALF), match(Verdict.COPY, mirrored)));
        assertThat(rest.area()).isCloseTo(0.25, within(0.02));
    }

    @Test
    void aPlainMarginIsNothingToLookAt() {
        GreyPicture page = Scenery.laid(new GreyPicture(400, 300, new byte[400 * 300]), Scenery.of(5, 200, 300), 0, 0);
        Rest rest = Rest.of(examined(page, Detail.QUERY), List.of(match(Verdict.COPY, Polygon.rectangle(204, 300))));
        assertThat(rest.area()).isGreaterThan(0.4);
        assertThat(rest.exceeds(0.05)).isFalse();
    }

    private static Match match(Verdict verdict, Polygon region) {
        return new Match("a", verdict, 5, 20, 0.9, 0.5, 1, false, false, Transform.IDENTITY, region, region);
    }
}
