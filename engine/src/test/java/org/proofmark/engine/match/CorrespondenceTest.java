package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.engine.match.Looked.examined;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.Scenery;
import org.proofmark.engine.index.ExactIndex;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.worker.Examined;

class CorrespondenceTest {
    private static final GreyPicture WORK = Scenery.of(1, 840, 640);

    private static List<Correspondence> shared(GreyPicture copy) {
        Fingerprint work = examined(WORK, Detail.REFERENCE).fingerprint();
        Examined query = examined(copy, Detail.QUERY);
        try (ExactIndex index = new ExactIndex()) {
            index.add(Map.of("work", work));
            Match match = new Matcher(index).match(query).getFirst();
            return Correspondence.of(
                    Encounters.kept(query, Optional.empty()),
                    work,
                    match.transform(),
                    match.mirrored(),
                    match.inverted());
        }
    }

    @Test
    void ofAPartTheyLieWhereItWasCut() {
        List<Correspondence> found = shared(Scenery.part(WORK, 120, 80, 480, 400));
        assertThat(found).hasSizeGreaterThan(20);
        assertThat(found).allSatisfy(one -> {
            assertThat(Math.abs(one.copyX() + 120 - one.workX())).isLessThan(20);
            assertThat(Math.abs(one.copyY() + 80 - one.workY())).isLessThan(20);
        });
    }

    @Test
    void ofAMirroredCopyTheyLieOnTheOtherSide() {
        List<Correspondence> found = shared(WORK.mirrored());
        assertThat(found).hasSizeGreaterThan(20);
        assertThat(found)
                .allSatisfy(one ->
                        assertThat(Math.abs(840 - one.copyX() - one.workX())).isLessThan(20));
    }

    @Test
    void noPlaceOfTheWorkIsToldTwice() {
        List<Correspondence> found = shared(WORK);
        assertThat(found).doesNotHaveDuplicates();
        assertThat(found.stream().map(one -> List.of(one.workX(), one.workY())).distinct())
                .hasSameSizeAs(found);
    }

    @Test
    void nothingIsSharedWhereTheMapIsAnother() {
        Fingerprint work = examined(WORK, Detail.REFERENCE).fingerprint();
        Fingerprint copy = Encounters.kept(examined(WORK, Detail.QUERY), Optional.empty());
        assertThat(Correspondence.of(copy, work, Transform.affine(1, 0, 3000, 0, 1, 3000), false, false))
                .isEmpty();
    }
}
