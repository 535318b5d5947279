package org.proofmark.scout.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Polygon;
import org.proofmark.engine.match.Transform;
import org.proofmark.engine.match.Verdict;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.scout.extract.Extract;
import org.proofmark.scout.extract.ImageReference;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.frontier.Visit.Answer;
import org.proofmark.scout.frontier.Visit.Place;
import org.proofmark.scout.url.Url;

/** What only the frontier in a file does. What every frontier does is told where both are known: FrontierContract, in the portal. */
class FileFrontierTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant TUESDAY = MONDAY.plusSeconds(86_400);
    private static final String HOST = "a.example:80";
    private static final Url PAGE = Url.of("http://a.example/");
    private static final Url PHOTO = Url.of("http://a.example/photo.jpg");

    private static final FileMetadata METADATA = new FileMetadata(
            "Lake", "", "", "", "all rights reserved", "", "", "", "", List.of("lake", "snow"), "2024-05-03");

    private static final String OTHER = "b".repeat(64);

    @TempDir
    Path folder;

    private FileFrontier frontier;

    @BeforeEach
    void open() throws IOException {
        frontier = FileFrontier.open(folder.resolve("scan.db"));
    }

    @AfterEach
    void close() {
        frontier.close();
    }

    @Test
    void refusesAFileThatAnotherScanHasOpen() {
        assertThatThrownBy(() -> FileFrontier.open(folder.resolve("scan.db")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use by another scan");
    }

    @Test
    void seesWhatWasSeenOnceInTheNextRoundAgain() {
        frontier.comesEvery(Duration.ofHours(6));
        seePageAndPhoto();
        frontier.end(MONDAY);

        frontier.begin(MONDAY.plus(Duration.ofHours(6)), false);

        assertThat(frontier.waiting()).containsEntry(HOST, 2);
    }

    @Test
    void handsOutWhatWasReadAheadWithTheShorterWayToIt() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PAGE, Role.PAGE), deep(5)), MONDAY);
        keep(PAGE, new Visit.Missed(Visit.Why.STATUS, 500, "status 500"));
        frontier.offer(List.of(deep(2)), MONDAY);

        assertThat(frontier.next(HOST).orElseThrow().depth()).isEqualTo(2);
    }

    private static Lead deep(int depth) {
        return new Lead(Url.of(PAGE + "deep"), Role.PAGE, "a.example", depth, 5, Optional.empty(), Optional.empty());
    }

    @Test
    void saysWhereAWorkWasSeenAndSinceWhen() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        frontier.begin(TUESDAY, true);
        Errand again = frontier.next(HOST).orElseThrow();
        frontier.keep(again, new Visit.Same(answer("2")), TUESDAY);

        Shown shown = frontier.found().getFirst();

        assertThat(frontier.found()).hasSize(1);
        assertThat(shown.match()).isEqualTo(match());
        assertThat(shown.page()).isEqualTo(PAGE.toString());
        assertThat(shown.image()).isEqualTo(PHOTO.toString());
        assertThat(shown.picture().metadata()).isEqualTo(METADATA);
        assertThat(shown.alt()).isEqualTo("a lake");
        assertThat(shown.title()).isEqualTo("Lakes");
        assertThat(shown.firstSeen()).isEqualTo(MONDAY);
        assertThat(shown.lastSeen()).isEqualTo(TUESDAY);
        assertThat(shown.gone()).isFalse();
    }

    @Test
    void keepsAWorkThatIsNoLongerShownAsGone() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        frontier.begin(TUESDAY, true);
        Errand again = frontier.next(HOST).orElseThrow();
        frontier.keep(again, read(List.of(), List.of()), TUESDAY);

        Shown shown = frontier.found().getFirst();

        assertThat(shown.gone()).isTrue();
        assertThat(shown.lastSeen()).isEqualTo(MONDAY);
    }

    @Test
    void keepsAWorkThatAnImageShowedBeforeItWasChanged() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        frontier.begin(TUESDAY, true);
        keep(PAGE, new Visit.Same(answer("1")));
        keep(PHOTO, new Visit.Seen(answer("b"), new Picture(OTHER, "image/jpeg", 800, 600, "", METADATA, List.of())));

        assertThat(frontier.found()).singleElement().satisfies(shown -> {
            assertThat(shown.match().image()).isEqualTo(match().image());
            assertThat(shown.image()).isEqualTo(PHOTO.toString());
            assertThat(shown.picture())
                    .isEqualTo(new Picture(
                            picture().digest(),
                            picture().type(),
                            picture().width(),
                            picture().height(),
                            "",
                            METADATA,
                            List.of()));
            assertThat(shown.gone()).isTrue();
            assertThat(shown.firstSeen()).isEqualTo(MONDAY);
            assertThat(shown.lastSeen()).isEqualTo(MONDAY);
        });
        frontier.looksFor("others now");
        assertThat(frontier.found()).isEmpty();
        keep(PHOTO, new Visit.Seen(answer("b"), new Picture(OTHER, "image/jpeg", 800, 600, "", METADATA, List.of())));
        assertThat(frontier.found())
                .singleElement()
                .satisfies(shown -> assertThat(shown.gone()).isTrue());
    }

    @Test
    void tellsAWorkOnceWhereAnImageIsChangedBack() {
        seePageAndPhoto();
        for (String digest : List.of(OTHER, picture().digest())) {
            frontier.end(MONDAY);
            frontier.begin(TUESDAY, true);
            keep(PAGE, new Visit.Same(answer("1")));
            boolean back = digest.equals(picture().digest());
            Picture seen = back ? picture() : new Picture(digest, "image/jpeg", 8, 6, "", METADATA, List.of());
            keep(PHOTO, new Visit.Seen(answer(back ? "2" : "b"), seen));
        }
        assertThat(frontier.found())
                .singleElement()
                .satisfies(shown -> assertThat(shown.gone()).isFalse());
    }

    @Test
    void anAddressInAnArchiveIsAnotherThanTheSameOnTheWeb() throws IOException {
        frontier.close();
        frontier = FileFrontier.open(folder.resolve("scan.db"), "old.warc"::equals);
        frontier.begin(MONDAY, true);
        Lead old = new Lead(PHOTO, Role.IMAGE, "old.warc", 0, 0, Optional.empty(), Optional.empty());
        frontier.offer(List.of(lead(PHOTO, Role.IMAGE), old, old), MONDAY);

        assertThat(frontier.waiting()).isEqualTo(Map.of(HOST, 1, "old.warc", 1));
        Errand archived = frontier.next("old.warc").orElseThrow();
        frontier.keep(archived, new Visit.Seen(answer(picture().digest()), picture()), MONDAY);
        Errand live = frontier.next(HOST).orElseThrow();
        assertThat(archived.scope()).isEqualTo("old.warc");
        assertThat(live.scope()).isEqualTo("a.example");
        assertThat(frontier.spared(live)).isEmpty();
        frontier.keep(live, new Visit.Missed(Visit.Why.STATUS, 404, "gone"), MONDAY);
        assertThat(frontier.isEmpty()).isTrue();
        assertThat(frontier.coverage()).extracting(Coverage::scope).containsExactly("a.example", "old.warc");
    }

    @Test
    void endsWhatAnArchiveLeftThatIsNoLongerNamed() throws IOException {
        frontier.close();
        frontier = FileFrontier.open(folder.resolve("scan.db"), "old.warc"::equals);
        frontier.begin(MONDAY, true);
        Lead old = new Lead(PHOTO, Role.IMAGE, "old.warc", 0, 0, Optional.empty(), Optional.empty());
        frontier.offer(List.of(old), MONDAY);
        frontier.close();
        open();
        frontier.begin(MONDAY, true);
        Errand errand = frontier.next("old.warc").orElseThrow();
        frontier.keep(errand, new Visit.Missed(Visit.Why.BUDGET, 0, "not watched now"), MONDAY);
        assertThat(frontier.isEmpty()).isTrue();
    }

    @Test
    void forgetsWhatPicturesShowWhenTheWorksChange() {
        frontier.looksFor("some works");
        seePageAndPhoto();

        frontier.looksFor("some works");
        assertThat(frontier.picture("2".repeat(64))).isPresent();

        frontier.looksFor("other works");
        assertThat(frontier.found()).isEmpty();
        assertThat(frontier.picture("2".repeat(64))).isEmpty();
    }

    @Test
    void looksAgainInTheSameRoundWhenTheWorksChange() {
        frontier.looksFor("some works");
        seePageAndPhoto();
        assertThat(frontier.ready()).isEmpty();

        frontier.looksFor("other works");

        Errand again = frontier.next(HOST).orElseThrow();
        assertThat(again.role()).isEqualTo(Role.IMAGE);
        assertThat(again.digest()).isEmpty();
        assertThat(frontier.next(HOST)).isEmpty();
    }

    @Test
    void looksAgainInTheNextRoundWhenTheWorksChangeBetween() {
        frontier.looksFor("some works");
        seePageAndPhoto();
        frontier.end(MONDAY);

        frontier.looksFor("other works");
        assertThat(frontier.isEmpty()).isTrue();

        frontier.begin(TUESDAY, true);
        assertThat(frontier.next(HOST).orElseThrow().digest()).isPresent();
        assertThat(frontier.next(HOST).orElseThrow().digest()).isEmpty();
    }

    private void seePageAndPhoto() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PAGE, Role.PAGE)), MONDAY);
        keep(PAGE, read(List.of(lead(PHOTO, Role.IMAGE)), List.of(shown(new Place.There(PHOTO)))));
        keep(PHOTO, new Visit.Seen(answer("2"), picture()));
    }

    private void keep(Url expected, Visit visit) {
        Errand errand = frontier.next(HOST).orElseThrow();
        assertThat(errand.url()).isEqualTo(expected);
        frontier.keep(errand, visit, MONDAY);
    }

    private static Lead lead(Url url, Role role) {
        return new Lead(url, role, "a.example", 0, 1, Optional.empty(), Optional.empty());
    }

    private static Answer answer(String digest) {
        return new Answer(200, PAGE, new Validators(Optional.of("\"1\""), Optional.empty()), digest.repeat(64), 10);
    }

    private static Visit read(List<Lead> leads, List<Visit.Reference> shown) {
        return new Visit.Read(
                answer("1"),
                Extract.Kind.PAGE,
                "Lakes",
                "en",
                Optional.empty(),
                Optional.empty(),
                leads,
                shown,
                List.of(),
                false,
                List.of());
    }

    private static Visit.Reference shown(Place place) {
        return new Visit.Reference(
                place,
                new ImageReference(
                        new ImageReference.At(PHOTO),
                        ImageReference.Way.IMG,
                        "a lake",
                        "",
                        "",
                        "",
                        "",
                        OptionalInt.empty(),
                        OptionalInt.empty()));
    }

    private static Picture picture() {
        // The digest of the answer, so that the address is found to hold it.
        return new Picture("2".repeat(64), "image/jpeg", 800, 600, "", METADATA, List.of(match()));
    }

    private static Match match() {
        return new Match(
                "lake.jpg",
                Verdict.COPY,
                12.5,
                40,
                0.97,
                1,
                0.8,
                false,
                false,
                Transform.IDENTITY,
                Polygon.rectangle(10, 10),
                Polygon.rectangle(20, 20));
    }
}
