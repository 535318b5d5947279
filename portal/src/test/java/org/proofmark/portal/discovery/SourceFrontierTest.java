package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Frontier;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.frontier.Visit.Place;
import org.proofmark.scout.url.Url;
import org.springframework.transaction.support.TransactionTemplate;

/** What only the portal's frontier does: it is one of many, and shares what was seen with the others. */
class SourceFrontierTest extends FrontierOfASite {
    private final Looks looks = FrontierTables.PORTAL.bean(Looks.class);
    private final Sightings sightings = FrontierTables.PORTAL.bean(Sightings.class);
    private final TransactionTemplate together = FrontierTables.PORTAL.bean(TransactionTemplate.class);

    @Override
    Frontier open() {
        return FrontierTables.frontier(domain, UUID.randomUUID());
    }

    @Test
    void tellsOfWhatIsShownByWayOfAnotherAlsoWhereItIsFoundFirst() {
        seePageAndPhoto();
        // In one transaction: else the portal's comparer may have told them before they are asked for.
        together.executeWithoutResult(transaction -> {
            looks.compared(new Sha256(digest), true);
            Url second = Url.of(page + "second");
            frontier.offer(List.of(lead(second, Role.PAGE)), MONDAY);
            keep(second, read(List.of(lead(sheet, Role.PART)), List.of(), List.of(sheet)));
            keep(sheet, read(List.of(lead(photo, Role.IMAGE)), List.of(shown(new Place.There(photo))), List.of()));

            assertThat(FrontierTables.told(digest))
                    .extracting(Told::page)
                    .containsExactlyInAnyOrder(page.toString(), second.toString());
            assertThat(sightings.untold(1_000).stream()
                            .filter(sighting -> sighting.digest().hex().equals(digest)))
                    .hasSize(2);
        });
    }

    @Test
    void anImageOfAPageThatNoLongerUsesTheStyleSheetIsGoneThere() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, read(List.of(lead(sheet, Role.PART)), List.of(), List.of(sheet)));
        keep(sheet, read(List.of(lead(photo, Role.IMAGE)), List.of(shown(new Place.There(photo))), List.of()));
        keep(photo, new Visit.Seen(answer(digest), picture()));
        looks.compared(new Sha256(digest), true);
        frontier.end(MONDAY);

        frontier.begin(TUESDAY, true);
        keep(page, read(List.of(), List.of(), List.of()));

        assertThat(FrontierTables.told(digest))
                .singleElement()
                .satisfies(told -> assertThat(told.gone()).isTrue());
    }

    @Test
    void keepsNothingForAWorkerThatLostTheSource() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        Errand errand = frontier.next(host).orElseThrow();
        Frontier other = open();

        assertThat(catchThrowable(() -> frontier.keep(errand, read(List.of(), List.of(), List.of()), MONDAY)))
                .isInstanceOf(SourceFrontier.LostException.class);

        other.begin(MONDAY, true);
        assertThat(other.next(host)).contains(errand);
    }

    @Test
    void sparesAnImageThatAnotherSourceSawLately() {
        Instant now = Instant.now();
        frontier.begin(now, true);
        frontier.offer(List.of(lead(photo, Role.IMAGE)), now);
        Errand first = frontier.next(host).orElseThrow();
        frontier.keep(first, new Visit.Seen(answer(digest), picture()), now);
        Frontier other = FrontierTables.frontier("other-" + domain, UUID.randomUUID());
        other.begin(now, true);
        other.offer(List.of(lead(photo, Role.IMAGE)), now);
        Errand again = other.next(host).orElseThrow();

        assertThat(other.spared(again))
                .hasValueSatisfying(
                        spared -> assertThat(spared.answer().digest()).isEqualTo(digest));

        looks.lookAgain(List.of(new Sha256(digest)));
        assertThat(other.spared(again)).isEmpty();
        assertThat(other.picture(digest)).isEmpty();
    }

    @Test
    void asksForAnImageAgainHoweverManySourcesSpareEachOther() {
        Instant first = Instant.now();
        frontier.begin(first, true);
        frontier.offer(List.of(lead(photo, Role.IMAGE)), first);
        frontier.keep(frontier.next(host).orElseThrow(), new Visit.Seen(answer(digest), picture()), first);

        Instant later = first.plus(Duration.ofHours(15));
        Frontier second = FrontierTables.frontier("second-" + domain, UUID.randomUUID(), () -> later);
        second.begin(later, true);
        second.offer(List.of(lead(photo, Role.IMAGE)), later);
        Errand spared = second.next(host).orElseThrow();
        second.keep(spared, second.spared(spared).orElseThrow(), later);

        Instant latest = first.plus(Duration.ofHours(30));
        Frontier third = FrontierTables.frontier("third-" + domain, UUID.randomUUID(), () -> latest);
        third.begin(latest, true);
        third.offer(List.of(lead(photo, Role.IMAGE)), latest);
        assertThat(third.spared(third.next(host).orElseThrow())).isEmpty();
    }

    @Test
    void fetchesAnImageAgainThatIsWanted() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        Sha256 image = new Sha256(digest);
        looks.compared(image, false);

        looks.fetchAgain(List.of(image));
        frontier.begin(MONDAY.plusSeconds(60), false);
        Errand again = frontier.next(host).orElseThrow();

        assertThat(again.url()).isEqualTo(photo);
        assertThat(again.digest()).isEmpty();
        assertThat(frontier.next(host)).isEmpty();
        frontier.keep(again, new Visit.Seen(answer(digest), picture()), MONDAY);
        assertThat(looks.hasFile(image)).isFalse();
        assertThat(FrontierTables.state(digest)).isEqualTo("NEW");
    }

    @Test
    void fetchesTheDocumentAgainWhosePictureIsWanted() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        keep(page, read(List.of(), List.of(shown(new Place.Here("inline-1", picture()))), List.of()));
        frontier.end(MONDAY);
        looks.compared(new Sha256(digest), false);

        looks.fetchAgain(List.of(new Sha256(digest)));
        frontier.begin(MONDAY.plusSeconds(60), false);

        assertThat(frontier.next(host).orElseThrow().url()).isEqualTo(page);
    }

    @Test
    void tellsAgainOfAnImageThatIsBack() {
        seePageAndPhoto();
        looks.compared(new Sha256(digest), true);
        List<Long> ids =
                sightings.of(new Sha256(digest)).stream().map(Sighting::id).toList();
        sightings.told(ids);
        frontier.end(MONDAY);
        frontier.begin(TUESDAY, true);
        keep(page, read(List.of(), List.of(), List.of()));
        assertThat(sightings.of(ids)).allSatisfy(seen -> assertThat(seen.gone()).isTrue());
        frontier.end(TUESDAY);
        frontier.begin(TUESDAY.plusSeconds(86_400), true);

        keep(page, read(List.of(), List.of(shown(new Place.There(photo))), List.of()));

        assertThat(sightings.untold(1_000)).extracting(Sighting::id).containsAll(ids);
    }
}
