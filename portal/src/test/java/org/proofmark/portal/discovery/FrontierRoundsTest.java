package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.url.Url;

/** What a frontier hands out in a round, and in which order. */
class FrontierRoundsTest extends FrontierContract {
    @Test
    void handsAnAddressOutOnceInARound() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE), lead(Url.of(page + "#top"), Role.PAGE)), MONDAY);

        Errand errand = frontier.next(host).orElseThrow();

        assertThat(errand.url()).isEqualTo(page);
        assertThat(frontier.next(host)).isEmpty();
        frontier.keep(errand, read(List.of(lead(page, Role.PAGE)), List.of(), List.of()), MONDAY);
        assertThat(frontier.next(host)).isEmpty();
        assertThat(frontier.waiting()).isEmpty();
    }

    @Test
    void handsOutAgainWhatWasGivenBack() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        Errand errand = frontier.next(host).orElseThrow();

        frontier.giveBack(errand);

        assertThat(frontier.next(host)).contains(errand);
    }

    @Test
    void namesNoHostAsReadyWhoseAddressesAreAllOut() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
        assertThat(frontier.ready()).containsExactly(host);

        Errand errand = frontier.next(host).orElseThrow();
        assertThat(frontier.ready()).isEmpty();
        assertThat(frontier.isEmpty()).isFalse();

        frontier.giveBack(errand);
        assertThat(frontier.ready()).containsExactly(host);
    }

    @Test
    void goesOnWithABrokenRoundWhereItWasAfterReopening() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(page, Role.PAGE), lead(photo, Role.IMAGE)), MONDAY);
        Errand first = frontier.next(host).orElseThrow();
        frontier.keep(first, read(List.of(), List.of(), List.of()), MONDAY);
        Errand unfinished = frontier.next(host).orElseThrow();
        frontier.close();

        frontier = open();

        assertThat(frontier.begin(TUESDAY, true)).isEqualTo(1);
        assertThat(frontier.next(host)).contains(unfinished);
        assertThat(frontier.next(host)).isEmpty();
    }

    @Test
    void tellsInTheNextRoundWhatTheServerSaidInTheLast() {
        seePageAndPhoto();
        frontier.end(MONDAY);

        assertThat(frontier.begin(TUESDAY, true)).isEqualTo(2);
        Errand again = frontier.next(host).orElseThrow();

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
    void visitsEarlierWhatASitemapSaysHasChanged() {
        seePageAndPhoto();
        frontier.end(MONDAY);
        frontier.begin(MONDAY.plusSeconds(3600), false);

        frontier.offer(
                List.of(
                        changed(page, Role.PAGE, MONDAY.minusSeconds(60)),
                        changed(photo, Role.IMAGE, MONDAY.plusSeconds(1800))),
                MONDAY);

        assertThat(frontier.next(host).orElseThrow().url()).isEqualTo(photo);
        assertThat(frontier.next(host)).isEmpty();
    }

    @Test
    void takesAShorterWayAndVisitsWhatWasTooFar() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(deep(5)), MONDAY);
        keep(at("far"), BEYOND_THE_BUDGET);
        frontier.offer(List.of(deep(6)), MONDAY);
        assertThat(frontier.isEmpty()).isTrue();
        frontier.offer(List.of(deep(2)), MONDAY);

        assertThat(next(at("far")).depth()).isEqualTo(2);
    }

    private Lead deep(int depth) {
        return new Lead(at("far"), Role.PAGE, "scope", depth, 5, Optional.of(page), Optional.empty());
    }

    @Test
    void visitsNoMoreWhatIsGoneForGood() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(lead(photo, Role.IMAGE)), MONDAY);
        for (int round = 1; round <= 3; round++) {
            keep(photo, new Visit.Missed(Visit.Why.STATUS, 410, "status 410"));
            frontier.end(MONDAY);
            frontier.begin(MONDAY, true);
        }

        assertThat(frontier.waiting()).isEmpty();
    }

    /** Against a model as plain as can be: whatever the order of calls, each address is visited once in each round. */
    @Test
    void visitsEachAddressOnceInEachRoundWhateverTheOrder() {
        Random chance = new Random(20261128);
        Map<String, Integer> visits = new HashMap<>();
        for (int round = 1; round <= 4; round++) {
            Instant now = MONDAY.plusSeconds(round * 200_000L);
            frontier.begin(now, true);
            List<Errand> out = new ArrayList<>();
            frontier.offer(someLeads(chance), now);
            while (!frontier.isEmpty()) {
                Optional<Errand> next = frontier.next(host);
                next.ifPresent(out::add);
                if (next.isEmpty() || chance.nextInt(3) == 0) {
                    Errand errand = out.remove(chance.nextInt(out.size()));
                    if (chance.nextInt(4) == 0) {
                        frontier.giveBack(errand);
                    } else {
                        visits.merge(errand.role() + " " + errand.url(), 1, Integer::sum);
                        frontier.keep(errand, read(someLeads(chance), List.of(), List.of()), now);
                    }
                }
            }
            frontier.end(now);
            int rounds = round;
            assertThat(visits.values()).allSatisfy(times -> assertThat(times).isLessThanOrEqualTo(rounds));
        }
        assertThat(visits).hasSizeGreaterThan(20);
    }

    private List<Lead> someLeads(Random chance) {
        return Stream.generate(() ->
                        lead(Url.of(page + "p" + chance.nextInt(30)), chance.nextBoolean() ? Role.PAGE : Role.PART))
                .limit(chance.nextInt(5) + 1)
                .toList();
    }

    private static Lead changed(Url url, Role role, Instant when) {
        return new Lead(url, role, "scope", 0, 1, Optional.empty(), Optional.of(when));
    }

    @Test
    void takesTheMoreUrgentFirst() {
        frontier.begin(MONDAY, true);
        Lead later = new Lead(page, Role.PAGE, "scope", 0, 5, Optional.empty(), Optional.empty());
        frontier.offer(List.of(later, lead(photo, Role.IMAGE)), MONDAY);

        assertThat(frontier.next(host).orElseThrow().url()).isEqualTo(photo);
    }

    @Test
    void takesWhatWasNeverSeenBeforeWhatWas() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(found("a", Optional.empty()), found("b", Optional.empty())), MONDAY);
        keep(at("a"), read(List.of(), List.of(), List.of()));
        keep(at("b"), BEYOND_THE_BUDGET);
        frontier.end(MONDAY);

        frontier.begin(TUESDAY, true);
        frontier.offer(List.of(found("c", Optional.empty())), TUESDAY);

        assertThat(rest()).containsExactly(at("b"), at("c"), at("a"));
    }

    @Test
    void takesTheLongestUnseenFirst() {
        bothSeenOnMonday();
        Errand first = frontier.next(host).orElseThrow();
        assertThat(first.url()).isEqualTo(at("a"));
        frontier.keep(first, new Visit.Same(answer("1".repeat(64))), TUESDAY);
        keep(at("b"), BEYOND_THE_BUDGET);
        frontier.end(TUESDAY);

        frontier.begin(TUESDAY.plusSeconds(86_400), true);

        assertThat(rest()).containsExactly(at("b"), at("a"));
    }

    @Test
    void takesFirstWhatAListSaysChangedLast() {
        frontier.begin(MONDAY, true);
        frontier.offer(
                List.of(
                        found("undated", Optional.empty()),
                        found("old", Optional.of(MONDAY.minusSeconds(900_000))),
                        found("known", Optional.empty()),
                        found("new", Optional.of(MONDAY.minusSeconds(600)))),
                MONDAY);
        Errand first = frontier.next(host).orElseThrow();
        assertThat(first.url()).isEqualTo(at("new"));

        frontier.keep(
                first,
                read(List.of(found("known", Optional.of(MONDAY.minusSeconds(60)))), List.of(), List.of()),
                MONDAY);

        assertThat(rest()).containsExactly(at("known"), at("old"), at("undated"));
    }

    @Test
    void takesWhatChangedBeforeWhatOnlyIsDue() {
        bothSeenOnMonday();

        frontier.offer(List.of(found("b", Optional.of(TUESDAY.minusSeconds(60)))), TUESDAY);

        assertThat(rest()).containsExactly(at("b"), at("a"));
    }

    /** Two pages were read; it is Tuesday's round. */
    private void bothSeenOnMonday() {
        frontier.begin(MONDAY, true);
        frontier.offer(List.of(found("a", Optional.empty()), found("b", Optional.empty())), MONDAY);
        keep(at("a"), read(List.of(), List.of(), List.of()));
        keep(at("b"), read(List.of(), List.of(), List.of()));
        frontier.end(MONDAY);
        frontier.begin(TUESDAY, true);
    }

    /** All that waits, in order. */
    private List<Url> rest() {
        return Stream.generate(() -> frontier.next(host))
                .takeWhile(Optional::isPresent)
                .map(errand -> errand.orElseThrow().url())
                .toList();
    }
}
