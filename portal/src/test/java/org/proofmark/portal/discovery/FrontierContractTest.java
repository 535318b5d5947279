package org.proofmark.portal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Polygon;
import org.proofmark.engine.match.Transform;
import org.proofmark.engine.match.Verdict;
import org.proofmark.engine.media.FileMetadata;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.platform.Sha256;
import org.proofmark.scout.extract.Extract;
import org.proofmark.scout.extract.ImageReference;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.FileFrontier;
import org.proofmark.scout.frontier.Frontier;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.frontier.Picture;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Urgency;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.frontier.Visit.Answer;
import org.proofmark.scout.frontier.Visit.Place;
import org.proofmark.scout.url.Url;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What every frontier does: the file of the command line, and the tables of the portal. */
class FrontierContractTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant TUESDAY = MONDAY.plusSeconds(86_400);
    private static final FileMetadata METADATA = new FileMetadata(
            "Lake", "", "", "", "all rights reserved", "", "", "", "", List.of("lake", "snow"), "2024-05-03");

    /** One image on one page, as both kinds tell it. */
    record Told(String page, String image, String title, String alt, Instant first, Instant last, boolean gone) {}

    abstract static class Contract {
        private static final Visit BEYOND_THE_BUDGET = new Visit.Missed(Visit.Why.BUDGET, 0, "used up");

        final String domain = "c" + UUID.randomUUID().toString().replace("-", "") + ".example";
        final String digest = Sha256.of(domain.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hex();
        final Url page = Url.of("http://" + domain + "/");
        final Url photo = Url.of("http://" + domain + "/photo.jpg");
        final Url sheet = Url.of("http://" + domain + "/style.css");
        final String host = domain + ":80";

        Frontier frontier = open();

        abstract Frontier open();

        /** Where an image is shown. */
        abstract List<Told> told(String image);

        @AfterEach
        void close() {
            frontier.close();
        }

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
        void takesTheMoreUrgentFirst() {
            frontier.begin(MONDAY, true);
            Lead later = new Lead(page, Role.PAGE, "scope", 0, 5, Optional.empty(), Optional.empty());
            frontier.offer(List.of(later, lead(photo, Role.IMAGE)), MONDAY);

            assertThat(frontier.next(host).orElseThrow().url()).isEqualTo(photo);
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
            frontier.begin(MONDAY, true);
            frontier.offer(List.of(found("a", Optional.empty()), found("b", Optional.empty())), MONDAY);
            keep(at("a"), read(List.of(), List.of(), List.of()));
            keep(at("b"), read(List.of(), List.of(), List.of()));
            frontier.end(MONDAY);
            frontier.begin(TUESDAY, true);
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
            frontier.begin(MONDAY, true);
            frontier.offer(List.of(found("a", Optional.empty()), found("b", Optional.empty())), MONDAY);
            keep(at("a"), read(List.of(), List.of(), List.of()));
            keep(at("b"), read(List.of(), List.of(), List.of()));
            frontier.end(MONDAY);
            frontier.begin(TUESDAY, true);

            frontier.offer(List.of(found("b", Optional.of(TUESDAY.minusSeconds(60)))), TUESDAY);

            assertThat(rest()).containsExactly(at("b"), at("a"));
        }

        private Url at(String name) {
            return Url.of(page + name);
        }

        private Lead found(String name, Optional<Instant> changed) {
            int urgency = Urgency.of(Role.PAGE, 1, changed, TUESDAY);
            return new Lead(at(name), Role.PAGE, "scope", 1, urgency, Optional.of(page), changed);
        }

        /** All that waits, in order. */
        private List<Url> rest() {
            return Stream.generate(() -> frontier.next(host))
                    .takeWhile(Optional::isPresent)
                    .map(errand -> errand.orElseThrow().url())
                    .toList();
        }

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
            assertThat(frontier.atAnotherSize(errand))
                    .hasValueSatisfying(
                            spared -> assertThat(spared.answer().digest()).isEqualTo(digest));
            frontier.giveBack(errand);
            frontier.keep(errand, frontier.atAnotherSize(errand).orElseThrow(), MONDAY);
            assertThat(frontier.waiting()).isEmpty();
        }

        @Test
        void sparesNothingWhereTheOtherSizeIsNotThere() {
            frontier.begin(MONDAY, true);
            frontier.offer(
                    List.of(
                            lead(photo, Role.IMAGE),
                            lead(Url.of("http://" + domain + "/photo-300x200.jpg"), Role.IMAGE)),
                    MONDAY);
            keep(photo, new Visit.Missed(Visit.Why.STATUS, 404, "status 404"));

            assertThat(frontier.atAnotherSize(frontier.next(host).orElseThrow()))
                    .isEmpty();
        }

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
            return new Visit.Read(
                    answer("1".repeat(64)),
                    Extract.Kind.PAGE,
                    "Lakes",
                    "en",
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    leftAlone,
                    List.of(gaps));
        }

        @Test
        void tellsWhatWasAskedForAndNotWhatOnlyWaits() {
            frontier.begin(MONDAY, true);
            frontier.offer(
                    Stream.of("a", "b", "c", "d")
                            .map(name -> found(name, Optional.empty()))
                            .toList(),
                    MONDAY);
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
            frontier.offer(
                    Stream.of("a", "b", "c", "d")
                            .map(name -> found(name, Optional.empty()))
                            .toList(),
                    MONDAY);
            for (int minute : new int[] {0, 30, 50, 500}) {
                frontier.keep(
                        frontier.next(host).orElseThrow(),
                        read(List.of(), List.of(), List.of()),
                        MONDAY.plusSeconds(60L * minute));
            }

            assertThat(frontier.coverage().getFirst().walked()).isEqualTo(Duration.ofMinutes(50));
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
            java.util.Random chance = new java.util.Random(20261128);
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
                assertThat(visits.values())
                        .allSatisfy(times -> assertThat(times).isLessThanOrEqualTo(rounds));
            }
            assertThat(visits).hasSizeGreaterThan(20);
        }

        private List<Lead> someLeads(java.util.Random chance) {
            return Stream.generate(() ->
                            lead(Url.of(page + "p" + chance.nextInt(30)), chance.nextBoolean() ? Role.PAGE : Role.PART))
                    .limit(chance.nextInt(5) + 1)
                    .toList();
        }

        void seePageAndPhoto() {
            frontier.begin(MONDAY, true);
            frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
            keep(page, read(List.of(lead(photo, Role.IMAGE)), List.of(shown(new Place.There(photo))), List.of()));
            keep(photo, new Visit.Seen(answer(digest), picture()));
        }

        void keep(Url expected, Visit visit) {
            Errand errand = frontier.next(host).orElseThrow();
            assertThat(errand.url()).isEqualTo(expected);
            frontier.keep(errand, visit, MONDAY);
        }

        static Lead lead(Url url, Role role) {
            return new Lead(url, role, "scope", 0, 1, Optional.empty(), Optional.empty());
        }

        private static Lead changed(Url url, Role role, Instant when) {
            return new Lead(url, role, "scope", 0, 1, Optional.empty(), Optional.of(when));
        }

        Answer answer(String of) {
            return new Answer(200, page, new Validators(Optional.of("\"1\""), Optional.empty()), of, 10);
        }

        Visit read(List<Lead> leads, List<Visit.Reference> shown, List<Url> parts) {
            return new Visit.Read(
                    answer("1".repeat(64)),
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

        Visit.Reference shown(Place place) {
            return new Visit.Reference(
                    place,
                    new ImageReference(
                            new ImageReference.At(photo),
                            ImageReference.Way.IMG,
                            "a lake",
                            "",
                            "",
                            "",
                            "",
                            OptionalInt.empty(),
                            OptionalInt.empty()));
        }

        Picture picture() {
            return new Picture(digest, "image/jpeg", 800, 600, "", METADATA, List.of(match()));
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

    @Nested
    class InAFile extends Contract {
        @TempDir
        static Path folder;

        private Path file = folder;

        @Override
        Frontier open() {
            try {
                file = folder.resolve(domain + ".db");
                return FileFrontier.open(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        List<Told> told(String image) {
            return ((FileFrontier) frontier)
                    .found().stream()
                            .filter(shown -> shown.picture().digest().equals(image))
                            .map(shown -> new Told(
                                    shown.page(),
                                    shown.image(),
                                    shown.title(),
                                    shown.alt(),
                                    shown.firstSeen(),
                                    shown.lastSeen(),
                                    shown.gone()))
                            .toList();
        }
    }

    @Nested
    class InTables extends Contract {
        @Override
        Frontier open() {
            return Tables.frontier(domain, UUID.randomUUID());
        }

        @Override
        List<Told> told(String image) {
            Tables.PORTAL.bean(Looks.class).compared(new Sha256(image), true);
            return Tables.told(image);
        }

        @Test
        void tellsOfWhatIsShownByWayOfAnotherAlsoWhereItIsFoundFirst() {
            seePageAndPhoto();
            Tables.PORTAL.bean(Looks.class).compared(new Sha256(digest), true);
            Url second = Url.of(page + "second");
            frontier.offer(List.of(lead(second, Role.PAGE)), MONDAY);
            keep(second, read(List.of(lead(sheet, Role.PART)), List.of(), List.of(sheet)));
            keep(sheet, read(List.of(lead(photo, Role.IMAGE)), List.of(shown(new Place.There(photo))), List.of()));

            assertThat(Tables.told(digest))
                    .extracting(Told::page)
                    .containsExactlyInAnyOrder(page.toString(), second.toString());
            assertThat(Tables.PORTAL.bean(Sightings.class).untold(1_000).stream()
                            .filter(sighting -> sighting.digest().hex().equals(digest)))
                    .hasSize(2);
        }

        @Test
        void anImageOfAPageThatNoLongerUsesTheStyleSheetIsGoneThere() {
            frontier.begin(MONDAY, true);
            frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
            keep(page, read(List.of(lead(sheet, Role.PART)), List.of(), List.of(sheet)));
            keep(sheet, read(List.of(lead(photo, Role.IMAGE)), List.of(shown(new Place.There(photo))), List.of()));
            keep(photo, new Visit.Seen(answer(digest), picture()));
            Tables.PORTAL.bean(Looks.class).compared(new Sha256(digest), true);
            frontier.end(MONDAY);

            frontier.begin(TUESDAY, true);
            keep(page, read(List.of(), List.of(), List.of()));

            assertThat(Tables.told(digest))
                    .singleElement()
                    .satisfies(told -> assertThat(told.gone()).isTrue());
        }

        @Test
        void keepsNothingForAWorkerThatLostTheSource() {
            frontier.begin(MONDAY, true);
            frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
            Errand errand = frontier.next(host).orElseThrow();
            Frontier other = open();

            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> frontier.keep(errand, read(List.of(), List.of(), List.of()), MONDAY)))
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
            Frontier other = Tables.frontier("other-" + domain, UUID.randomUUID());
            other.begin(now, true);
            other.offer(List.of(lead(photo, Role.IMAGE)), now);
            Errand again = other.next(host).orElseThrow();

            assertThat(other.atAnotherSize(again))
                    .hasValueSatisfying(
                            spared -> assertThat(spared.answer().digest()).isEqualTo(digest));

            Tables.PORTAL.bean(Looks.class).lookAgain(List.of(new Sha256(digest)));
            assertThat(other.atAnotherSize(again)).isEmpty();
            assertThat(other.picture(digest)).isEmpty();
        }

        @Test
        void asksForAnImageAgainHoweverManySourcesSpareEachOther() {
            Instant first = Instant.now();
            frontier.begin(first, true);
            frontier.offer(List.of(lead(photo, Role.IMAGE)), first);
            frontier.keep(frontier.next(host).orElseThrow(), new Visit.Seen(answer(digest), picture()), first);

            Instant later = first.plus(Duration.ofHours(15));
            Frontier second = Tables.frontier("second-" + domain, UUID.randomUUID(), () -> later);
            second.begin(later, true);
            second.offer(List.of(lead(photo, Role.IMAGE)), later);
            Errand spared = second.next(host).orElseThrow();
            second.keep(spared, second.atAnotherSize(spared).orElseThrow(), later);

            Instant latest = first.plus(Duration.ofHours(30));
            Frontier third = Tables.frontier("third-" + domain, UUID.randomUUID(), () -> latest);
            third.begin(latest, true);
            third.offer(List.of(lead(photo, Role.IMAGE)), latest);
            assertThat(third.atAnotherSize(third.next(host).orElseThrow())).isEmpty();
        }

        @Test
        void fetchesAnImageAgainThatIsWanted() {
            seePageAndPhoto();
            frontier.end(MONDAY);
            Sha256 image = new Sha256(digest);
            Tables.PORTAL.bean(Looks.class).compared(image, false);

            Tables.PORTAL.bean(Looks.class).fetchAgain(List.of(image));
            frontier.begin(MONDAY.plusSeconds(60), false);
            Errand again = frontier.next(host).orElseThrow();

            assertThat(again.url()).isEqualTo(photo);
            assertThat(again.digest()).isEmpty();
            assertThat(frontier.next(host)).isEmpty();
            frontier.keep(again, new Visit.Seen(answer(digest), picture()), MONDAY);
            assertThat(Tables.PORTAL.bean(Looks.class).hasFile(image)).isFalse();
            assertThat(Tables.state(digest)).isEqualTo("NEW");
        }

        @Test
        void fetchesTheDocumentAgainWhosePictureIsWanted() {
            frontier.begin(MONDAY, true);
            frontier.offer(List.of(lead(page, Role.PAGE)), MONDAY);
            keep(page, read(List.of(), List.of(shown(new Place.Here("inline-1", picture()))), List.of()));
            frontier.end(MONDAY);
            Tables.PORTAL.bean(Looks.class).compared(new Sha256(digest), false);

            Tables.PORTAL.bean(Looks.class).fetchAgain(List.of(new Sha256(digest)));
            frontier.begin(MONDAY.plusSeconds(60), false);

            assertThat(frontier.next(host).orElseThrow().url()).isEqualTo(page);
        }

        @Test
        void tellsAgainOfAnImageThatIsBack() {
            seePageAndPhoto();
            Sightings sightings = Tables.PORTAL.bean(Sightings.class);
            Tables.PORTAL.bean(Looks.class).compared(new Sha256(digest), true);
            List<Long> ids =
                    sightings.of(new Sha256(digest)).stream().map(Sighting::id).toList();
            sightings.told(ids);
            frontier.end(MONDAY);
            frontier.begin(TUESDAY, true);
            keep(page, read(List.of(), List.of(), List.of()));
            assertThat(sightings.of(ids))
                    .allSatisfy(seen -> assertThat(seen.gone()).isTrue());
            frontier.end(TUESDAY);
            frontier.begin(TUESDAY.plusSeconds(86_400), true);

            keep(page, read(List.of(), List.of(shown(new Place.There(photo))), List.of()));

            assertThat(sightings.untold(1_000)).extracting(Sighting::id).containsAll(ids);
        }
    }

    /** Sources of the shared portal, each claimed by a worker that nobody else is. */
    static final class Tables {
        static final TestPortal PORTAL = TestPortal.shared();

        private Tables() {}

        static SourceFrontier frontier(String name, UUID worker) {
            return frontier(name, worker, Clock.systemUTC());
        }

        static SourceFrontier frontier(String name, UUID worker, InstantSource clock) {
            SourceStore store = PORTAL.bean(SourceStore.class);
            SourceId id = store.add(
                    new SourceStore.Made(
                            new SourceId(UUID.randomUUID()),
                            Source.Kind.SITE,
                            "SITE " + name,
                            "scope",
                            name,
                            List.of("http://" + name + "/"),
                            Optional.empty(),
                            0,
                            false),
                    new PersonId(UUID.randomUUID()),
                    Source.Wish.standard(Source.Kind.SITE),
                    Instant.now());
            PORTAL.bean(JdbcClient.class)
                    .sql("update discovery.source set worker = :worker where id = :id")
                    .param("worker", worker)
                    .param("id", id.value())
                    .update();
            return new SourceFrontier(
                    new SourceFrontier.Ground(
                            PORTAL.bean(AddressStore.class),
                            PORTAL.bean(VisitStore.class),
                            PORTAL.bean(RoundStore.class),
                            PORTAL.bean(TransactionTemplate.class),
                            clock),
                    new SourceFrontier.Claimed(id, "scope", worker, true, Duration.ofDays(1), 20, 64));
        }

        static String state(String digest) {
            return PORTAL.bean(JdbcClient.class)
                    .sql("select state from discovery.image where digest = :digest")
                    .param("digest", new Sha256(digest).bytes())
                    .query(String.class)
                    .single();
        }

        static List<Told> told(String image) {
            return PORTAL.bean(Sightings.class).of(new Sha256(image)).stream()
                    .map(sighting -> new Told(
                            sighting.page(),
                            sighting.image(),
                            sighting.title(),
                            sighting.alt(),
                            sighting.firstSeen(),
                            sighting.lastSeen(),
                            sighting.gone()))
                    .toList();
        }
    }
}
