package org.proofmark.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Features;

class VotingTest {
    @Test
    void looksUpTheShortestListsFirstUntilTheBudgetIsSpent() {
        int[] postings = new int[Voting.WORDS];
        postings[1] = 500;
        postings[2] = 100;
        postings[3] = 300;
        Features query = words(1, 1, 2, 3, 4);
        assertThat(Voting.lookedUp(query, postings, 900, 10_000)).containsExactly(true, true, true, true, false);
        assertThat(Voting.lookedUp(query, postings, 900, 899)).containsExactly(false, false, true, true, false);
        assertThat(Voting.lookedUp(query, postings, 900, 99)).containsOnly(false);
    }

    @Test
    void prefersFirstWordsUnlessFurtherOnesAreMuchRarer() {
        int[] postings = new int[Voting.WORDS];
        postings[1] = 1000;
        postings[2] = 334;
        postings[3] = 142;
        postings[4] = 1000;
        Features query = new Features(new int[2], 3, new char[] {1, 2, 3, 4, 4, 3}, new long[6]);
        assertThat(Voting.lookedUp(query, postings, 1, 284)).containsExactly(false, false, true, false, false, true);
        assertThat(Voting.lookedUp(query, postings, 1, 1284)).containsExactly(true, false, true, false, false, true);
        assertThat(Voting.lookedUp(query, postings, 1, 2284)).containsExactly(true, false, true, true, false, true);
        assertThat(Voting.lookedUp(query, postings, 1, 2618)).containsExactly(true, true, true, true, false, true);
    }

    @Test
    void givesEveryQueryFourMillionPostingsAndALargerOneMore() {
        assertThat(Voting.budget(words(1, 2, 3))).isEqualTo(4_000_000);
        assertThat(Voting.budget(new Features(new int[1200], 1, new char[1200], new long[1200])))
                .isEqualTo(9_600_000);
    }

    @Test
    void passesOverAWordThatHoldsAnAbsurdShareOfAllPostings() {
        int[] postings = new int[Voting.WORDS];
        postings[1] = 10_001;
        postings[2] = 200;
        Features query = words(1, 2);
        assertThat(Voting.lookedUp(query, postings, 6_000_000, 8_000_000)).containsExactly(false, true);
        assertThat(Voting.lookedUp(query, postings, 7_000_000, 8_000_000)).containsExactly(true, true);
    }

    @Test
    void passesOverARepeatedWordOfOneFeatureButNotOfTheNext() {
        int[] postings = new int[Voting.WORDS];
        postings[7] = 1;
        Features query = new Features(new int[2], 2, new char[] {7, 7, 7, 9}, new long[4]);
        assertThat(Voting.lookedUp(query, postings, 1, 8_000_000)).containsExactly(true, false, true, false);
    }

    @Test
    void refusesAQueryOfMoreFeaturesThanItsSumsCanHold() {
        Features query = new Features(new int[32_768], 1, new char[32_768], new long[32_768]);
        assertThatThrownBy(() -> Voting.lookedUp(query, new int[Voting.WORDS], 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a query of 32768 features, at most 32767 are allowed");
    }

    @Test
    void weighsRareWordsAndCloseSignaturesMore() {
        double rare = Voting.rarity(1000, 9);
        assertThat(rare).isCloseTo(Math.pow(Math.log(101), 2), within(1e-9));
        assertThat(Voting.weight(0, rare)).isEqualTo((int) Math.round(rare * Voting.ONE));
        assertThat(Voting.weight(18, rare)).isEqualTo((int) Math.round(rare * Voting.ONE * Math.exp(-324 / 392.0)));
        assertThat(Voting.weight(0, 1e9)).isEqualTo(Voting.HEAVIEST);
    }

    @Test
    void countsAQueryFeatureOnceAndSharesItsHitsWeights() {
        List<Voting.Hit> hits =
                List.of(new Voting.Hit(1, 5, 0, 512), new Voting.Hit(1, 6, 3, 256), new Voting.Hit(4, 5, 2, 128));
        Candidate candidate = Voting.candidate("it", hits);
        assertThat(candidate.votes()).isEqualTo(2.5);
        assertThat(candidate.weight()).containsExactly(1f, 0.5f, 0.5f);
        assertThat(candidate.queryFeature()).containsExactly(1, 1, 4);
    }

    private static Features words(int... words) {
        char[] chars = new char[words.length];
        for (int i = 0; i < words.length; i++) {
            chars[i] = (char) words[i];
        }
        return new Features(new int[words.length], 1, chars, new long[words.length]);
    }
}
