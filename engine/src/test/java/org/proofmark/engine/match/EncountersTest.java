package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.proofmark.engine.match.Looked.examined;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.Scenery;
import org.proofmark.engine.index.ExactIndex;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.worker.Examined;

/** A work registered after images were met finds those that show it, and judges them as if they came later. */
class EncountersTest {
    private static final int WORKS = 12;
    private static final ExactIndex MET = new ExactIndex();
    private static final ExactIndex REGISTERED = new ExactIndex();
    private static final Map<String, GreyPicture> COPIES = new LinkedHashMap<>();

    @BeforeAll
    static void meet() {
        for (int seed = 0; seed < WORKS; seed++) {
            REGISTERED.add(Map.of(
                    "work-" + seed, examined(work(seed), Detail.REFERENCE).fingerprint()));
        }
        COPIES.put("whole of 1", work(1));
        COPIES.put("part of 2", Scenery.part(work(2), 60, 40, 240, 200));
        COPIES.put("mirrored 3", work(3).mirrored());
        COPIES.put("again 1", Scenery.part(work(1), 20, 10, 380, 290));
        COPIES.put("of none", Scenery.of(99, 420, 320));
        COPIES.put("page with 4", Scenery.laid(Scenery.of(98, 1000, 800), work(4), 300, 250));
        COPIES.forEach((name, picture) -> MET.add(Map.of(name, kept(picture))));
    }

    private static GreyPicture work(int seed) {
        return Scenery.of(seed, 420, 320);
    }

    private static Fingerprint kept(GreyPicture picture) {
        Examined query = examined(picture, Detail.QUERY);
        return Encounters.kept(
                query,
                Matcher.deservesDeepLook(query) ? Optional.of(examined(picture, Detail.DEEP)) : Optional.empty());
    }

    private static List<Encounters.Found> showing(int seed, int works) {
        return new Encounters(MET)
                .showing(
                        "work-" + seed,
                        examined(work(seed), Detail.QUERY),
                        examined(work(seed), Detail.REFERENCE).fingerprint(),
                        works);
    }

    private static List<String> copies(int seed) {
        return showing(seed, WORKS).stream()
                .filter(found -> found.match().verdict() == Verdict.COPY)
                .map(Encounters.Found::image)
                .toList();
    }

    @Test
    void everyImageThatShowsTheWorkIsFound() {
        assertThat(copies(1)).containsExactlyInAnyOrder("whole of 1", "again 1");
        assertThat(copies(2)).containsExactly("part of 2");
        assertThat(copies(4)).containsExactly("page with 4");
        assertThat(copies(5)).isEmpty();
    }

    @Test
    void aMirroredCopyIsFoundAndSaidToBeMirrored() {
        assertThat(copies(3)).containsExactly("mirrored 3");
        assertThat(showing(3, WORKS).getFirst().match().mirrored()).isTrue();
    }

    @Test
    void bothWaysRoundTheSamePlaceIsFound() {
        for (Map.Entry<String, GreyPicture> copy : COPIES.entrySet()) {
            Detail detail = copy.getValue().longSide() > 500 ? Detail.DEEP : Detail.QUERY;
            for (Match forward : new Matcher(REGISTERED).match(examined(copy.getValue(), detail))) {
                int seed = Integer.parseInt(forward.image().substring(5));
                Match back = showing(seed, WORKS).stream()
                        .filter(found -> found.image().equals(copy.getKey()))
                        .findFirst()
                        .orElseThrow()
                        .match();
                assertThat(back.verdict()).isEqualTo(forward.verdict());
                assertThat(back.image()).isEqualTo(forward.image());
                assertThat(back.referenceOverlap()).isCloseTo(forward.referenceOverlap(), within(0.03));
                assertThat(back.queryOverlap()).isCloseTo(forward.queryOverlap(), within(0.03));
            }
        }
    }

    @Test
    void amongMoreWorksTheSamePairIsLessSure() {
        double among12 = showing(2, WORKS).getFirst().match().score();
        double amongAMillion = showing(2, 1_000_000).getFirst().match().score();
        assertThat(amongAMillion).isLessThan(among12 + 0.001);
    }

    @Test
    void whatIsKeptHasOneWordAFeature() {
        Fingerprint kept = kept(work(1));
        assertThat(kept.features().wordsPerFeature()).isEqualTo(1);
        assertThat(Fingerprint.parse(kept.toBytes()).features().size())
                .isEqualTo(kept.features().size());
    }
}
