package org.proofmark.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every figure here was computed by hand. */
class FiguresTest {
    private final List<Query> queries = new ArrayList<>();
    private final List<Prediction> predictions = new ArrayList<>();

    @Test
    void isOneWhereAllCopiesStandAboveAllOthers() {
        right(0.9);
        right(0.8);
        wrong(0.7);
        Figures figures = figures();
        assertThat(figures.averagePrecision()).isEqualTo(1);
        assertThat(figures.zeroFalseThreshold()).isEqualTo(0.7);
        assertThat(figures.recallAbove(0.7)).isEqualTo(1);
        assertThat(figures.firstIsRight()).isEqualTo(1);
    }

    @Test
    void takesThePrecisionWhereEachCopyStands() {
        right(0.9); // 1 of 1
        wrong(0.8);
        right(0.7); // 2 of 3
        missed();
        assertThat(figures().averagePrecision()).isCloseTo((1 + 2 / 3.0) / 3, within(1e-12));
        assertThat(figures().recallAbove(figures().zeroFalseThreshold())).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void countsTheWrongOfEqualScoresFirst() {
        right(0.5);
        wrong(0.5);
        assertThat(figures().averagePrecision()).isEqualTo(0.5);
        assertThat(figures().recallAbove(figures().zeroFalseThreshold())).isZero();
    }

    @Test
    void goesDownAsFarAsThePrecisionHolds() {
        IntStream.range(0, 99).forEach(i -> right(0.9 - i / 1000.0));
        wrong(0.5); // 99 of 100
        wrong(0.4);
        right(0.3); // 100 of 102
        assertThat(figures().thresholdAtPrecision(0.99)).isEqualTo(0.5);
        assertThat(figures().recallFrom(0.5)).isEqualTo(0.99);
    }

    @Test
    void knowsNoThresholdWhereNothingIsRight() {
        wrong(0.9);
        missed();
        assertThat(figures().thresholdAtPrecision(0.99)).isInfinite();
        assertThat(figures().averagePrecision()).isZero();
    }

    @Test
    void spansTheFigureWithItsInterval() {
        IntStream.range(0, 50).forEach(i -> right(0.9 - i / 1000.0));
        IntStream.range(0, 20).forEach(i -> wrong(0.88 - i / 500.0));
        double[] interval = figures().interval(1);
        assertThat(figures().averagePrecision()).isBetween(interval[0], interval[1]);
        assertThat(interval[1] - interval[0]).isBetween(0.01, 0.5);
    }

    private Figures figures() {
        return new Figures(predictions, queries);
    }

    private void right(double score) {
        missed();
        predict(score, true);
    }

    private void wrong(double score) {
        queries.add(Query.unrelated("unrelated", "picture " + queries.size(), () -> new byte[0]));
        predict(score, false);
    }

    private void missed() {
        queries.add(Query.copy("crop", "photo " + queries.size(), () -> new byte[0]));
    }

    private void predict(double score, boolean right) {
        predictions.add(new Prediction(queries.getLast(), new Found("work", score, Found.Answer.COPY), right));
    }
}
