package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.frontier.Visit.Place;
import org.proofmark.scout.url.Url;

/** What a frontier says of images: where they are shown, since when, and whether still. */
class FrontierSightingsTest extends FrontierContract {
    private static final Visit NOT_THERE = new Visit.Missed(Visit.Why.STATUS, 404, "status 404");

    @Test
    void saysWhereAnImageWasSeenAndSinceWhen() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        frontier.begin(TUESDAY, true);
        Errand again = frontier.next(host).orElseThrow();
        frontier.keep(again, new Visit.Same(answer("1".repeat(64))), TUESDAY);

        assertThat(told(digest))
                .containsExactly(
                        new Told(page.toString(), photo.toString(), "Lakes", "a lake", MONDAY, TUESDAY, false));
        assertThat(frontier.picture(digest).orElseThrow().metadata()).isEqualTo(METADATA);
    }

    @Test
    void keepsAnImageThatIsNoLongerShownAsGone() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        frontier.begin(TUESDAY, true);
        Errand again = frontier.next(host).orElseThrow();
        frontier.keep(again, read(List.of(), List.of(), List.of()), TUESDAY);

        assertThat(told(digest)).singleElement().satisfies(told -> {
            assertThat(told.gone()).isTrue();
            assertThat(told.last()).isEqualTo(MONDAY);
        });
    }

    @Test
    void keepsAnImageWhoseAddressIsGoneAsGone() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        frontier.begin(TUESDAY, true);
        Errand unchanged = frontier.next(host).orElseThrow();
        frontier.keep(unchanged, new Visit.Same(answer("1".repeat(64))), TUESDAY);
        Errand again = frontier.next(host).orElseThrow();
        assertThat(again.url()).isEqualTo(photo);
        frontier.keep(again, new Visit.Missed(Visit.Why.STATUS, 404, "status 404"), TUESDAY);

        assertThat(told(digest))
                .singleElement()
                .satisfies(told -> assertThat(told.gone()).isTrue());
    }

    @Test
    void countsAStyleSheetsImagesToThePagesThatUseIt() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, read(List.of(lead(sheet, Role.PART)), List.of(), List.of(sheet)));
        keep(sheet, read(List.of(lead(photo, Role.IMAGE)), List.of(shown(new Place.There(photo))), List.of()));
        keep(photo, new Visit.Seen(answer(digest), picture()));

        assertThat(told(digest)).extracting(Told::page).containsExactly(page.toString());
    }

    @Test
    void countsAnImageInADrawingToThePagesThatShowTheDrawing() {
        Url drawing = Url.of(page + "drawing.svg");
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, read(List.of(lead(drawing, Role.IMAGE)), List.of(shown(new Place.There(drawing))), List.of()));
        keep(drawing, read(List.of(lead(photo, Role.IMAGE)), List.of(shown(new Place.There(photo))), List.of()));
        keep(photo, new Visit.Seen(answer(digest), picture()));

        assertThat(told(digest)).extracting(Told::page).containsExactly(page.toString());
    }

    @Test
    void keepsAPictureThatCameWithItsPage() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, read(List.of(), List.of(shown(new Place.Here("inline-1", picture()))), List.of()));

        assertThat(told(digest)).extracting(Told::image).containsExactly(page + "#inline-1");
        assertThat(frontier.waiting()).isEmpty();
    }

    @Test
    void sparesAPictureSeenAtAnotherSize() {
        Url small = Url.of("http://" + domain + "/photo-300x200.jpg?w=300");
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(small, Role.IMAGE), lead(photo, Role.IMAGE)), MONDAY);
        keep(photo, new Visit.Seen(answer(digest), picture()));
        Errand errand = frontier.next(host).orElseThrow();

        assertThat(errand.url()).isEqualTo(small);
        assertThat(frontier.spared(errand))
                .hasValueSatisfying(
                        spared -> assertThat(spared.answer().digest()).isEqualTo(digest));
        frontier.giveBack(errand);
        frontier.keep(errand, frontier.spared(errand).orElseThrow(), MONDAY);
        assertThat(frontier.waiting()).isEmpty();
    }

    @Test
    void sparesNothingWhereTheOtherSizeIsNotThere() {
        frontier.begin(MONDAY, true);
        frontier.offer(
                List.of(lead(photo, Role.IMAGE), lead(Url.of("http://" + domain + "/photo-300x200.jpg"), Role.IMAGE)),
                MONDAY);
        keep(photo, new Visit.Missed(Visit.Why.STATUS, 404, "status 404"));

        assertThat(frontier.spared(frontier.next(host).orElseThrow())).isEmpty();
    }

    @Test
    void sparesWhatARedirectHasShown() {
        Url moved = at("moved.jpg");
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(moved, Role.IMAGE), lead(photo, Role.IMAGE)), MONDAY);
        keep(moved, new Visit.Seen(answerAt(photo, digest), picture()));
        Errand errand = frontier.next(host).orElseThrow();

        assertThat(errand.url()).isEqualTo(photo);
        Visit.Spared spared = frontier.spared(errand).orElseThrow();
        assertThat(spared.answer().digest()).isEqualTo(digest);
        frontier.keep(errand, spared, MONDAY);
        assertThat(frontier.isEmpty()).isTrue();
    }

    @Test
    void sparesARedirectItsEndWhereThatWasSeen() {
        Url moved = at("moved.jpg");
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(photo, Role.IMAGE), lead(moved, Role.IMAGE)), MONDAY);
        keep(photo, new Visit.Seen(answerAt(photo, digest), picture()));
        Errand errand = frontier.next(host).orElseThrow();

        assertThat(frontier.spared(errand)).isEmpty();
        assertThat(frontier.spared(errand, at("unknown.jpg"))).isEmpty();
        assertThat(frontier.spared(errand, photo))
                .map(Visit.Spared::answer)
                .map(Visit.Answer::digest)
                .contains(digest);
    }

    @Test
    void sparesAPageThatIsKnownOnlyWhereItIsAsItWas() {
        String old = "1".repeat(64);
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, read(List.of(lead(photo, Role.IMAGE)), List.of(shown(new Place.There(photo))), List.of()));
        keep(photo, new Visit.Seen(answerAt(photo, digest), picture()));
        frontier.end(MONDAY);

        frontier.begin(TUESDAY, true);
        frontier.offer(List.of(lead(at("changed"), Role.PAGE), lead(at("same"), Role.PAGE)), TUESDAY);
        Errand changed = next(at("changed"));
        Errand same = next(at("same"));
        Errand known = next(page);
        frontier.keep(changed, new Visit.Same(answerAt(page, "2".repeat(64))), TUESDAY);
        assertThat(frontier.spared(known)).isEmpty();

        frontier.keep(same, new Visit.Same(answerAt(page, old)), TUESDAY);
        frontier.keep(known, frontier.spared(known).orElseThrow(), TUESDAY);
        assertThat(told(digest)).singleElement().satisfies(told -> {
            assertThat(told.page()).isEqualTo(page.toString());
            assertThat(told.last()).isEqualTo(TUESDAY);
        });
    }

    @Test
    void sparesNoDocumentThatOthersNeed() {
        Url moved = at("moved.css");
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(moved, Role.PART), lead(sheet, Role.PART)), MONDAY);
        keep(moved, new Visit.Same(answerAt(sheet, digest)));

        assertThat(frontier.spared(next(sheet))).isEmpty();
    }

    @Test
    void tellsAnImageThatIsThereAgainWhereItIsStillShown() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        round(new Visit.Same(answer("1".repeat(64))), NOT_THERE);
        assertThat(told(digest)).extracting(Told::gone).containsExactly(true);
        round(read(List.of(), List.of(shown(new Place.There(photo))), List.of()), NOT_THERE);
        assertThat(told(digest)).extracting(Told::gone).containsExactly(true);
        round(new Visit.Same(answer("1".repeat(64))), new Visit.Seen(answer(digest), picture()));

        assertThat(told(digest)).singleElement().satisfies(told -> {
            assertThat(told.gone()).isFalse();
            assertThat(told.last()).isEqualTo(TUESDAY);
        });
    }

    @Test
    void doesNotTellAnImageThatIsThereAgainWhereItIsNoLongerShown() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        round(new Visit.Same(answer("1".repeat(64))), NOT_THERE);
        round(read(List.of(), List.of(), List.of()), new Visit.Seen(answer(digest), picture()));

        assertThat(told(digest)).extracting(Told::gone).containsExactly(true);
    }

    @Test
    void seesAPageThatIsThereAgainAnew() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        frontier.begin(TUESDAY, true);
        frontier.keep(next(page), NOT_THERE, TUESDAY);
        frontier.keep(next(photo), new Visit.Same(answer(digest)), TUESDAY);
        frontier.end(TUESDAY);
        frontier.begin(TUESDAY, true);
        Errand again = next(page);

        assertThat(again.digest()).isEmpty();
        assertThat(again.validators()).isEqualTo(Validators.NONE);
    }

    /** On Tuesday; a whole round. */
    private void round(Visit ofPage, Visit ofPhoto) {
        frontier.begin(TUESDAY, true);
        frontier.keep(next(page), ofPage, TUESDAY);
        frontier.keep(next(photo), ofPhoto, TUESDAY);
        frontier.end(TUESDAY);
    }
}
