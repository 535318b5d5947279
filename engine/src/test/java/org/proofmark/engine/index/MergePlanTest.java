package org.proofmark.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergePlanTest {
    @Test
    void leavesSegmentsAloneOfWhichEachIsMuchLargerThanAllYoungerOnes() {
        assertThat(next(100, 40, 15)).isEqualTo(new MergePlan(0, 0));
        assertThat(next()).isEqualTo(new MergePlan(0, 0));
    }

    @Test
    void mergesTheYoungestIntoEldersThatAreNotMuchLarger() {
        assertThat(next(100, 40, 20)).isEqualTo(new MergePlan(0, 3));
        assertThat(next(121, 40, 20)).isEqualTo(new MergePlan(1, 3));
    }

    @Test
    void rewritesASegmentOfWhichMoreThanAThirdIsGone() {
        assertThat(MergePlan.next(List.of(holding(90, 0), holding(30, 10)), 2)).isEqualTo(new MergePlan(0, 0));
        assertThat(MergePlan.next(List.of(holding(90, 0), holding(30, 11)), 2)).isEqualTo(new MergePlan(1, 2));
    }

    @Test
    void makesOneOfAllWhenAsked() {
        assertThat(MergePlan.all(List.of(holding(1000, 0), holding(1, 0)))).isEqualTo(new MergePlan(0, 2));
        assertThat(MergePlan.all(List.of(holding(10, 1)))).isEqualTo(new MergePlan(0, 1));
        assertThat(MergePlan.all(List.of(holding(10, 0)))).isEqualTo(new MergePlan(0, 0));
    }

    private static MergePlan next(int... images) {
        List<Holding> segments = new ArrayList<>();
        for (int count : images) {
            segments.add(holding(count, 0));
        }
        return MergePlan.next(segments, 2);
    }

    private static Holding holding(int images, int gone) {
        Imaginary imaginary = Imaginary.random(1);
        Growing part = new Growing();
        for (int i = 0; i < images; i++) {
            part.add("image " + i, 0, imaginary.features(1, 1));
        }
        BitSet removed = new BitSet();
        removed.set(0, gone);
        return new Holding(part, new Removed(removed));
    }
}
