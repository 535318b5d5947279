package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.Picture;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.frontier.Visit.Place;
import org.proofmark.scout.url.Url;

/** What a frontier counts, and what it says could not be seen. */
class FrontierCoverageTest extends FrontierContract {
    @Test
    void saysWhatCouldNotBeSeenAndWhy() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE), lead(photo, Role.IMAGE)), MONDAY);
        keep(page, read(List.of(), List.of(), List.of()));
        keep(photo, new Visit.Missed(Visit.Why.STATUS, 404, "status 404"));

        assertThat(frontier.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.url()).isEqualTo(photo.toString());
            assertThat(trouble.why()).isEqualTo(Visit.Why.STATUS);
            assertThat(trouble.explanation()).isEqualTo("status 404");
        });
        Coverage coverage = frontier.coverage().getFirst();
        assertThat(coverage.seen()).containsEntry(Role.PAGE, 1);
        assertThat(coverage.skipped()).containsEntry(Visit.Why.STATUS, 1);
    }

    @Test
    void saysWhatOfADocumentCouldNotBeReadAndThatItWasSeen() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, partly(false, "broken JSON"));

        assertThat(frontier.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.url()).isEqualTo(page.toString());
            assertThat(trouble.why()).isEqualTo(Visit.Why.UNREADABLE);
            assertThat(trouble.explanation()).isEqualTo("broken JSON");
        });
        Coverage coverage = frontier.coverage().getFirst();
        assertThat(coverage.seen()).containsEntry(Role.PAGE, 1);
        assertThat(coverage.skipped()).isEmpty();
    }

    @Test
    void forgetsThatNothingWasSeenWhereItIsAsItWas() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        for (Visit visit : List.of(BEYOND_THE_BUDGET, new Visit.Same(answer("1".repeat(64))))) {
            frontier.begin(TUESDAY, true);
            frontier.keep(next(page), visit, TUESDAY);
            frontier.keep(next(photo), new Visit.Same(answer(digest)), TUESDAY);
            assertThat(frontier.troubles()).hasSize(visit instanceof Visit.Missed ? 1 : 0);
            frontier.end(TUESDAY);
        }

        assertThat(frontier.coverage().getFirst().skipped()).isEmpty();
    }

    @Test
    void seesAnewWhatWasReadInPartAndThenNotSeen() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, partly(false, "broken JSON"));
        frontier.end(MONDAY);
        frontier.begin(TUESDAY, true);
        frontier.keep(next(page), new Visit.Same(answer("1".repeat(64))), TUESDAY);
        assertThat(frontier.troubles()).hasSize(1);
        frontier.end(TUESDAY);
        frontier.begin(TUESDAY, true);
        frontier.keep(next(page), BEYOND_THE_BUDGET, TUESDAY);
        frontier.end(TUESDAY);
        frontier.begin(TUESDAY, true);

        assertThat(next(page).digest()).isEmpty();
    }

    @Test
    void countsAPageThatWantsItsImagesLeftAloneAsSkipped() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, partly(true));

        assertThat(frontier.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.why()).isEqualTo(Visit.Why.ROBOTS);
            assertThat(trouble.explanation()).contains("left alone");
        });
        Coverage coverage = frontier.coverage().getFirst();
        assertThat(coverage.seen()).isEmpty();
        assertThat(coverage.skipped()).containsEntry(Visit.Why.ROBOTS, 1);
    }

    @Test
    void saysWhichPictureOfADocumentCouldNotBeRead() {
        Picture broken = new Picture(digest, "", 0, 0, "no JPEG", FileMetadata.NONE, List.of());
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, read(List.of(), List.of(shown(new Place.Here("inline-1", broken))), List.of()));

        assertThat(frontier.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.url()).isEqualTo(page + "#inline-1");
            assertThat(trouble.referrer()).isEqualTo(page.toString());
            assertThat(trouble.why()).isEqualTo(Visit.Why.UNREADABLE);
            assertThat(trouble.explanation()).isEqualTo("no JPEG");
        });
    }

    private Visit partly(boolean leftAlone, String... gaps) {
        return read(List.of(), List.of(), List.of(), leftAlone, List.of(gaps));
    }

    @Test
    void tellsWhatWasAskedForAndNotWhatOnlyWaits() {
        frontier.begin(MONDAY, true);
        offerFour();
        frontier.offer(List.of(lead(photo, Role.IMAGE)), MONDAY);
        keep(photo, new Visit.Seen(answer(digest), picture()));
        keep(at("a"), read(List.of(), List.of(), List.of()));
        keep(at("b"), new Visit.Missed(Visit.Why.STATUS, 500, "status 500", 70));
        keep(at("c"), BEYOND_THE_BUDGET);

        Map<Url, String> asked = new HashMap<>();
        frontier.asked(asked::put);

        assertThat(asked).isEqualTo(Map.of(at("a"), "1".repeat(64), at("b"), ""));
        assertThat(frontier.coverage().getFirst().bytes()).isEqualTo(10 + 10 + 70);
    }

    @Test
    void countsTheTimeFromVisitToVisitAndNoPauses() {
        frontier.begin(MONDAY, true);
        offerFour();
        for (int minute : new int[] {0, 30, 50, 500}) {
            frontier.keep(
                    frontier.next(host).orElseThrow(),
                    read(List.of(), List.of(), List.of()),
                    MONDAY.plusSeconds(60L * minute));
        }

        assertThat(frontier.coverage().getFirst().walked()).isEqualTo(Duration.ofMinutes(50));
    }

    private void offerFour() {
        frontier.offer(
                Stream.of("a", "b", "c", "d")
                        .map(name -> found(name, Optional.empty()))
                        .toList(),
                MONDAY);
    }
}
