package org.proofmark.scout.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.render.WebInMemory;
import org.proofmark.scout.url.Url;

class KeptAnswersTest {
    private static final Url PHOTO = Url.of("http://a.example/photo.jpg");
    private static final Url MOVED = Url.of("http://a.example/moved.jpg");

    private final WebInMemory web = new WebInMemory()
            .redirect(MOVED.toString(), "/photo.jpg")
            .put(PHOTO.toString(), 200, new byte[3_000])
            .put("http://a.example/second.jpg", 200, new byte[3_000])
            .put("http://a.example/none.jpg", 404, new byte[0])
            .put("http://a.example/busy.jpg", 429, new byte[0]);

    @Test
    void whatARedirectLedToIsKnownAtBothAddresses() {
        KeptAnswers kept = new KeptAnswers(100_000);
        kept.keep(web.fetch(Request.image(MOVED)));

        assertThat(kept.whole(Request.image(PHOTO), Gate.OPEN))
                .get()
                .isInstanceOf(Outcome.Fetched.class)
                .returns(PHOTO, Outcome::requested);
        Outcome led = kept.whole(Request.image(MOVED), Gate.OPEN).orElseThrow();
        assertThat(led.hops()).extracting(Hop::url).containsExactly(MOVED, PHOTO);
        assertThat(led.requested()).isEqualTo(MOVED);
        assertThat(kept.whole(Request.image(MOVED), next -> Optional.of("not there")))
                .get()
                .isInstanceOf(Outcome.Refused.class)
                .returns("not there", Outcome::explanation);
    }

    @Test
    void whoFollowsRedirectsHimselfGetsThemOneByOne() {
        KeptAnswers kept = new KeptAnswers(100_000);
        kept.keep(web.fetch(Request.image(MOVED), next -> Optional.of("left to the browser")));

        assertThat(kept.single(MOVED, next -> Optional.of("left to the browser")))
                .get()
                .isInstanceOf(Outcome.Refused.class)
                .returns("left to the browser", Outcome::explanation)
                .satisfies(outcome -> assertThat(outcome.hops()).hasSize(1));
        assertThat(kept.single(PHOTO, Gate.OPEN)).isEmpty();
        assertThat(kept.whole(Request.image(MOVED), Gate.OPEN))
                .as("what it leads to is not known")
                .isEmpty();
    }

    @Test
    void thatThereIsNothingIsKnownToo() {
        KeptAnswers kept = new KeptAnswers(100_000);
        Url none = Url.of("http://a.example/none.jpg");
        Url busy = Url.of("http://a.example/busy.jpg");
        kept.keep(web.fetch(Request.image(none)));
        kept.keep(web.fetch(Request.image(busy)));

        assertThat(kept.whole(Request.image(none), Gate.OPEN)).get().isInstanceOf(Outcome.Failed.class);
        assertThat(kept.single(none, Gate.OPEN)).isPresent();
        assertThat(kept.whole(Request.image(busy), Gate.OPEN))
                .as("an overload passes")
                .isEmpty();
    }

    /** There is room for two of three thousand bytes and what they take beside. */
    @Test
    void whatWasNotUsedForLongestGoesFirst() {
        KeptAnswers kept = new KeptAnswers(9_000);
        Url second = Url.of("http://a.example/second.jpg");
        Url third = Url.of("http://a.example/third.jpg");
        web.put(third.toString(), 200, new byte[3_000]);
        kept.keep(web.fetch(Request.image(PHOTO)));
        kept.keep(web.fetch(Request.image(second)));
        for (int again = 0; again < 5; again++) {
            kept.keep(web.fetch(Request.image(PHOTO)));
        }
        assertThat(kept.count()).as("what is replaced makes room").isEqualTo(2);
        kept.keep(web.fetch(Request.image(third)));

        assertThat(kept.single(second, Gate.OPEN)).isEmpty();
        assertThat(kept.single(PHOTO, Gate.OPEN)).isPresent();
        assertThat(kept.single(third, Gate.OPEN)).isPresent();
    }

    @Test
    void nothingOutlivesTheRound() {
        KeptAnswers kept = new KeptAnswers(100_000);
        kept.keep(web.fetch(Request.image(PHOTO)));
        kept.forget();

        assertThat(kept.whole(Request.image(PHOTO), Gate.OPEN)).isEmpty();
    }
}
