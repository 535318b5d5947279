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

class FileFrontierTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant TUESDAY = MONDAY.plusSeconds(86_400);
    private static final String HOST = "a.example:80";
    private static final Url PAGE = Url.of("http://a.example/");
    private static final Url PHOTO = Url.of("http://a.example/photo.jpg");
    private static final Url SHEET = Url.of("http://a.example/style.css");

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
    void handsAnAddressOutOnceInARound() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PAGE, Role.PAGE), lead(Url.of(PAGE + "#top"), Role.PAGE)), MONDAY);

        Errand errand = frontier.next(HOST).orElseThrow();

        assertThat(errand.url()).isEqualTo(PAGE);
        assertThat(frontier.next(HOST)).isEmpty();
        frontier.keep(errand, read(List.of(lead(PAGE, Role.PAGE)), List.of(), List.of()), MONDAY);
        assertThat(frontier.next(HOST)).isEmpty();
        assertThat(frontier.waiting()).isEmpty();
    }

    @Test
    void handsOutAgainWhatWasGivenBack() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PAGE, Role.PAGE)), MONDAY);
        Errand errand = frontier.next(HOST).orElseThrow();

        frontier.giveBack(errand);

        assertThat(frontier.next(HOST)).contains(errand);
    }

    @Test
    void namesNoHostAsReadyWhoseAddressesAreAllOut() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PAGE, Role.PAGE)), MONDAY);
        assertThat(frontier.ready()).containsExactly(HOST);

        Errand errand = frontier.next(HOST).orElseThrow();
        assertThat(frontier.ready()).isEmpty();
        assertThat(frontier.isEmpty()).isFalse();

        frontier.giveBack(errand);
        assertThat(frontier.ready()).containsExactly(HOST);
    }

    @Test
    void takesTheMoreUrgentFirst() {
        frontier.begin(MONDAY, true);
        Lead later = new Lead(PAGE, Role.PAGE, "a.example", 0, 5, Optional.empty(), Optional.empty());
        frontier.offer(List.of(later, lead(PHOTO, Role.IMAGE)), MONDAY);

        assertThat(frontier.next(HOST).orElseThrow().url()).isEqualTo(PHOTO);
    }

    @Test
    void goesOnWithABrokenRoundWhereItWasAfterReopening() throws IOException {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PAGE, Role.PAGE), lead(PHOTO, Role.IMAGE)), MONDAY);
        Errand first = frontier.next(HOST).orElseThrow();
        frontier.keep(first, read(List.of(), List.of(), List.of()), MONDAY);
        Errand unfinished = frontier.next(HOST).orElseThrow();
        frontier.close();

        open();

        assertThat(frontier.begin(TUESDAY, true)).isEqualTo(1);
        assertThat(frontier.next(HOST)).contains(unfinished);
        assertThat(frontier.next(HOST)).isEmpty();
    }

    @Test
    void refusesAFileThatAnotherScanHasOpen() {
        assertThatThrownBy(() -> FileFrontier.open(folder.resolve("scan.db")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use by another scan");
    }

    @Test
    void tellsInTheNextRoundWhatTheServerSaidInTheLast() {
        seePageAndPhoto();
        frontier.end(MONDAY);

        assertThat(frontier.begin(TUESDAY, true)).isEqualTo(2);
        Errand again = frontier.next(HOST).orElseThrow();

        assertThat(again.validators().etag()).contains("\"1\"");
        assertThat(again.digest()).isPresent();
    }

    @Test
    void visitsOnlyWhatIsDueWhereNotAskedForEverything() {
        seePageAndPhoto();
        frontier.end(MONDAY);

        frontier.begin(MONDAY.plusSeconds(3600), false);
        assertThat(frontier.waiting()).isEmpty();
        frontier.end(MONDAY);

        frontier.begin(TUESDAY.plusSeconds(1), false);
        assertThat(frontier.waiting()).isNotEmpty();
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
    void visitsEarlierWhatASitemapSaysHasChanged() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        frontier.begin(MONDAY.plusSeconds(3600), false);

        frontier.offer(
                List.of(changed(PAGE, MONDAY.minusSeconds(60)), changed(PHOTO, MONDAY.plusSeconds(1800))), MONDAY);

        assertThat(frontier.next(HOST).orElseThrow().url()).isEqualTo(PHOTO);
        assertThat(frontier.next(HOST)).isEmpty();
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
        frontier.keep(again, read(List.of(), List.of(), List.of()), TUESDAY);

        Shown shown = frontier.found().getFirst();

        assertThat(shown.gone()).isTrue();
        assertThat(shown.lastSeen()).isEqualTo(MONDAY);
    }

    @Test
    void countsAStyleSheetsImagesToThePagesThatUseIt() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PAGE, Role.PAGE)), MONDAY);
        keep(PAGE, read(List.of(lead(SHEET, Role.PART)), List.of(), List.of(SHEET)));
        keep(SHEET, read(List.of(lead(PHOTO, Role.IMAGE)), List.of(shown(new Place.There(PHOTO))), List.of()));
        keep(PHOTO, new Visit.Seen(answer("2"), picture()));

        assertThat(frontier.found()).extracting(Shown::page).containsExactly(PAGE.toString());
    }

    @Test
    void keepsAPictureThatCameWithItsPage() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PAGE, Role.PAGE)), MONDAY);
        keep(PAGE, read(List.of(), List.of(shown(new Place.Here("inline-1", picture()))), List.of()));

        assertThat(frontier.found()).extracting(Shown::image).containsExactly(PAGE + "#inline-1");
        assertThat(frontier.waiting()).isEmpty();
    }

    @Test
    void sparesAPictureSeenAtAnotherSize() {
        Url small = Url.of("http://a.example/photo-300x200.jpg?w=300");
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(small, Role.IMAGE), lead(PHOTO, Role.IMAGE)), MONDAY);
        keep(PHOTO, new Visit.Seen(answer("2"), picture()));
        Errand errand = frontier.next(HOST).orElseThrow();

        assertThat(errand.url()).isEqualTo(small);
        assertThat(frontier.atAnotherSize(errand))
                .hasValueSatisfying(
                        spared -> assertThat(spared.answer().digest()).isEqualTo("2".repeat(64)));
        frontier.giveBack(errand);
        frontier.keep(errand, frontier.atAnotherSize(errand).orElseThrow(), MONDAY);
        assertThat(frontier.waiting()).isEmpty();
    }

    @Test
    void sparesNothingWhereTheOtherSizeIsNotThere() {
        frontier.begin(MONDAY, true);
        frontier.offer(
                List.of(lead(PHOTO, Role.IMAGE), lead(Url.of("http://a.example/photo-300x200.jpg"), Role.IMAGE)),
                MONDAY);
        keep(PHOTO, new Visit.Missed(Visit.Why.STATUS, 404, "status 404"));

        assertThat(frontier.atAnotherSize(frontier.next(HOST).orElseThrow())).isEmpty();
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
        assertThat(frontier.atAnotherSize(live)).isEmpty();
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

    @Test
    void saysWhatCouldNotBeSeenAndWhy() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PAGE, Role.PAGE), lead(PHOTO, Role.IMAGE)), MONDAY);
        keep(PAGE, read(List.of(), List.of(), List.of()));
        keep(PHOTO, new Visit.Missed(Visit.Why.STATUS, 404, "status 404"));

        assertThat(frontier.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.url()).isEqualTo(PHOTO.toString());
            assertThat(trouble.why()).isEqualTo(Visit.Why.STATUS);
            assertThat(trouble.explanation()).isEqualTo("status 404");
        });
        Coverage coverage = frontier.coverage().getFirst();
        assertThat(coverage.seen()).containsEntry(Role.PAGE, 1);
        assertThat(coverage.skipped()).containsEntry(Visit.Why.STATUS, 1);
    }

    @Test
    void visitsNoMoreWhatIsGoneForGood() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PHOTO, Role.IMAGE)), MONDAY);
        for (int round = 1; round <= 3; round++) {
            keep(PHOTO, new Visit.Missed(Visit.Why.STATUS, 410, "status 410"));
            frontier.end(MONDAY);
            frontier.begin(MONDAY, true);
        }

        assertThat(frontier.waiting()).isEmpty();
    }

    private void seePageAndPhoto() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(PAGE, Role.PAGE)), MONDAY);
        keep(PAGE, read(List.of(lead(PHOTO, Role.IMAGE)), List.of(shown(new Place.There(PHOTO))), List.of()));
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

    private static Lead changed(Url url, Instant when) {
        return new Lead(
                url,
                url.equals(PHOTO) ? Role.IMAGE : Role.PAGE,
                "a.example",
                0,
                1,
                Optional.empty(),
                Optional.of(when));
    }

    private static Answer answer(String digest) {
        return new Answer(200, PAGE, new Validators(Optional.of("\"1\""), Optional.empty()), digest.repeat(64), 10);
    }

    private static Visit read(List<Lead> leads, List<Visit.Reference> shown, List<Url> parts) {
        return new Visit.Read(
                answer("1"),
                Extract.Kind.PAGE,
                "Lakes",
                "en",
                Optional.empty(),
                Optional.empty(),
                leads,
                shown,
                parts,
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
