package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.proofmark.engine.match.Looked.examined;

import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.Scenery;
import org.proofmark.engine.index.ExactIndex;
import org.proofmark.engine.index.ImageIndex;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.Scaler;
import org.proofmark.engine.worker.Examined;

class MatcherTest {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 320;
    private static final ExactIndex INDEX = new ExactIndex();
    private static final GreyPicture CAPTION = Scenery.of(77, WIDTH, 50);

    @BeforeAll
    static void register() {
        Map<String, Fingerprint> works = new LinkedHashMap<>();
        for (int seed = 0; seed < 12; seed++) {
            works.put("work-" + seed, examined(work(seed), Detail.REFERENCE).fingerprint());
        }
        works.put(
                "captioned",
                examined(Scenery.laid(work(11), CAPTION, 0, 270), Detail.REFERENCE)
                        .fingerprint());
        works.put("framed", examined(framed(10), Detail.REFERENCE).fingerprint());
        INDEX.add(works);
    }

    /** A faint picture in a frame of strong blots, 40 pixels broad: all that stands out is shared. */
    private static GreyPicture framed(int seed) {
        GreyPicture faint = Scenery.part(work(seed), 40, 40, WIDTH - 80, HEIGHT - 80);
        byte[] pixels = faint.pixels();
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) (128 + ((pixels[p] & 255) - 128) / 8);
        }
        return Scenery.laid(Scenery.of(78, WIDTH, HEIGHT), faint, 40, 40);
    }

    private static GreyPicture work(int seed) {
        return Scenery.of(seed, WIDTH, HEIGHT);
    }

    private static List<Match> match(GreyPicture query) {
        return new Matcher(INDEX).match(examined(query, Detail.QUERY));
    }

    private static Match only(GreyPicture query, String work) {
        List<Match> found = match(query);
        assertThat(found).extracting(Match::image).containsExactly(work);
        assertThat(found.getFirst().verdict()).isEqualTo(Verdict.COPY);
        return found.getFirst();
    }

    @Test
    void findsTheSamePictureAndSaysThatItIsAllOfIt() {
        Match match = only(work(3), "work-3");
        assertThat(match.agreement()).isGreaterThan(0.95);
        assertThat(match.queryOverlap()).isCloseTo(1, within(0.01));
        assertThat(match.referenceOverlap()).isCloseTo(1, within(0.01));
        assertThat(match.mirrored()).isFalse();
    }

    /** The transform would lay all of the work on the page; shown is a part of it. */
    @Test
    void aPartPutOnSomethingElseIsToldAsWhatIsShown() {
        GreyPicture part = Scenery.part(work(3), 60, 30, 300, 240);
        Match match = only(Scenery.laid(Scenery.of(301, 560, 440), part, 150, 120), "work-3");

        assertBox(match.referenceRegion(), 60, 30, 360, 270);
        assertBox(match.queryRegion(), 150, 120, 450, 360);
        assertThat(match.referenceOverlap()).isCloseTo(300 * 240 / (double) (WIDTH * HEIGHT), within(0.06));
        assertThat(match.queryOverlap()).isCloseTo(300 * 240 / (560.0 * 440), within(0.05));
    }

    /** Upright, with its sides at most so many pixels away. */
    private static void assertBox(Polygon region, double left, double top, double right, double bottom) {
        double most = 12;
        DoubleSummaryStatistics x =
                region.points().stream().mapToDouble(Polygon.Point::x).summaryStatistics();
        DoubleSummaryStatistics y =
                region.points().stream().mapToDouble(Polygon.Point::y).summaryStatistics();
        assertThat(x.getMin()).isCloseTo(left, within(most));
        assertThat(y.getMin()).isCloseTo(top, within(most));
        assertThat(x.getMax()).isCloseTo(right, within(most));
        assertThat(y.getMax()).isCloseTo(bottom, within(most));
    }

    @Test
    void aWholeCopyIsFoundAmongTheWorksAskedFor() {
        Matcher matcher = new Matcher(INDEX);
        Examined whole = examined(work(3), Detail.QUERY);
        assertThat(matcher.wholeCopy(whole, "work-3"::equals)).contains(only(work(3), "work-3"));
        assertThat(matcher.wholeCopy(whole, "work-4"::equals)).isEmpty();
        assertThat(matcher.wholeCopy(examined(work(5).mirrored(), Detail.QUERY), any -> true))
                .contains(only(work(5).mirrored(), "work-5"));
        Examined crop = examined(Scenery.part(work(4), 60, 40, 300, 230), Detail.QUERY);
        assertThat(matcher.wholeCopy(crop, any -> true)).isEmpty();
        assertThat(matcher.wholeCopy(examined(work(100), Detail.QUERY), any -> true))
                .isEmpty();
    }

    @Test
    void saysWhichPartOfTheWorkACropShows() {
        Match match = only(Scenery.part(work(4), 120, 60, 210, 160), "work-4");
        assertThat(match.queryOverlap()).isCloseTo(1, within(0.02));
        assertThat(match.referenceOverlap()).isCloseTo(210.0 * 160 / (WIDTH * HEIGHT), within(0.01));
        Polygon.Point corner = match.referenceRegion().points().getFirst();
        assertThat(corner.x()).isCloseTo(120, within(2.0));
        assertThat(corner.y()).isCloseTo(60, within(2.0));
    }

    /** A sixteenth of a work that was seen at less than half its size when it was registered. */
    @Test
    void findsASmallPartOfALargeWork() {
        try (ExactIndex index = new ExactIndex()) {
            for (int seed = 300; seed < 306; seed++) {
                index.add(Map.of(
                        "large-" + seed, examined(large(seed), Detail.REFERENCE).fingerprint()));
            }
            for (int seed = 300; seed < 306; seed++) {
                GreyPicture part = Scenery.part(large(seed), 310, 250, 240, 180);
                Match found =
                        new Matcher(index).match(examined(part, Detail.PART)).getFirst();
                assertThat(found.image()).isEqualTo("large-" + seed);
                assertThat(found.verdict()).isEqualTo(Verdict.COPY);
                Polygon.Point corner = found.referenceRegion().points().getFirst();
                assertThat(corner.x()).isCloseTo(310, within(6.0));
                assertThat(corner.y()).isCloseTo(250, within(6.0));
            }
        }
    }

    private static GreyPicture large(int seed) {
        return Scenery.of(seed, 960, 720);
    }

    @Test
    void noPartOfAnUnrelatedPictureMatches() {
        for (int seed = 100; seed < 106; seed++) {
            GreyPicture part = Scenery.part(work(seed), 100, 80, 160, 120);
            assertThat(new Matcher(INDEX).match(examined(part, Detail.PART)))
                    .as("scenery %d", seed)
                    .allMatch(m -> m.verdict() != Verdict.COPY);
        }
    }

    @Test
    void saysThatACopyIsMirrored() {
        Match match = only(work(5).mirrored(), "work-5");
        assertThat(match.mirrored()).isTrue();
        assertThat(match.transform().x(0, 0)).isCloseTo(WIDTH, within(2.0));
        assertThat(match.transform().y(0, 0)).isCloseTo(0, within(2.0));
    }

    @Test
    void findsANegative() {
        assertThat(only(Scenery.negative(work(6)), "work-6").inverted()).isTrue();
    }

    @Test
    void findsEveryWorkOfACollage() {
        GreyPicture page = new GreyPicture(900, 700, new byte[900 * 700]);
        page = Scenery.laid(page, work(1), 10, 10);
        page = Scenery.laid(page, work(2).mirrored(), 450, 20);
        page = Scenery.laid(page, work(7), 200, 360);
        List<Match> found = new Matcher(INDEX).match(examined(page, Detail.DEEP));
        assertThat(found).extracting(Match::image).containsExactlyInAnyOrder("work-1", "work-2", "work-7");
        assertThat(found).allMatch(m -> m.verdict() == Verdict.COPY);
        assertThat(found).filteredOn(Match::mirrored).extracting(Match::image).containsExactly("work-2");
    }

    @Test
    void findsNineWorksOfNineTwoOfThemMirrored() {
        GreyPicture page = new GreyPicture(3 * WIDTH, 3 * HEIGHT, new byte[9 * WIDTH * HEIGHT]);
        for (int seed = 0; seed < 9; seed++) {
            GreyPicture shown = seed == 3 || seed == 8 ? work(seed).mirrored() : work(seed);
            page = Scenery.laid(page, shown, seed % 3 * WIDTH, seed / 3 * HEIGHT);
        }
        List<Match> found = looked(INDEX, page);
        assertThat(found)
                .extracting(Match::image)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 9).mapToObj(seed -> "work-" + seed).toList());
        assertThat(found).allMatch(m -> m.verdict() == Verdict.COPY);
        assertThat(found)
                .filteredOn(Match::mirrored)
                .extracting(Match::image)
                .containsExactlyInAnyOrder("work-3", "work-8");
    }

    /** The large one is 60 % of the picture: seen at once, while those beside it need the closer look. */
    @Test
    void smallWorksBesideALargeOneAreFoundToo() {
        GreyPicture page = Scenery.laid(new GreyPicture(700, HEIGHT, new byte[700 * HEIGHT]), work(1), 0, 0);
        int[] seeds = {2, 3, 5, 6, 7, 8};
        for (int at = 0; at < seeds.length; at++) {
            GreyPicture small = new Scaler().down(work(seeds[at]), 139);
            page = Scenery.laid(page, small, WIDTH + at % 2 * 140, at / 2 * small.height());
        }
        assertThat(looked(INDEX, page))
                .filteredOn(m -> m.verdict() == Verdict.COPY)
                .extracting(Match::image)
                .containsExactlyInAnyOrder("work-1", "work-2", "work-3", "work-5", "work-6", "work-7", "work-8");
    }

    @Test
    void aWholeCopyCostsOneSearchAndNoCloserLook() {
        CountingIndex counting = new CountingIndex(INDEX);
        GreyPicture letterboxed =
                Scenery.laid(new GreyPicture(WIDTH, HEIGHT + 120, new byte[WIDTH * (HEIGHT + 120)]), work(4), 0, 60);
        for (GreyPicture copy : List.of(work(3), letterboxed)) {
            List<Supplier<Optional<Examined>>> none = List.of(() -> {
                throw new AssertionError("looked more closely");
            });
            List<Match> found = new Matcher(counting).match(examined(copy, Detail.QUERY), none);
            assertThat(found).hasSize(1);
        }
        assertThat(counting.searches()).isEqualTo(2);
    }

    /** As a file is looked at: the closer looks only where they are asked for. */
    private static List<Match> looked(ImageIndex index, GreyPicture picture) {
        return new Matcher(index)
                .match(
                        examined(picture, Detail.QUERY),
                        List.of(
                                () -> Optional.of(examined(picture, Detail.DEEP)),
                                () -> Optional.of(examined(picture, Detail.FINE))));
    }

    @Test
    void saysWhereInALargerPictureAWorkIs() {
        GreyPicture page = Scenery.laid(Scenery.of(99, 800, 600), work(8), 300, 200);
        Match match = new Matcher(INDEX).match(examined(page, Detail.DEEP)).getFirst();
        assertThat(match.image()).isEqualTo("work-8");
        assertThat(match.queryOverlap()).isCloseTo((double) WIDTH * HEIGHT / (800 * 600), within(0.02));
        assertThat(match.referenceOverlap()).isCloseTo(1, within(0.01));
    }

    @Test
    void anUnrelatedPictureMatchesNothing() {
        for (int seed = 100; seed < 110; seed++) {
            assertThat(match(work(seed))).as("scenery %d", seed).isEmpty();
        }
    }

    @Test
    void aSharedCaptionMakesNoCopyWhereverItStands() {
        for (int y : new int[] {270, 150, 0}) {
            assertThat(match(Scenery.laid(work(200), CAPTION, 0, y)))
                    .as("caption at row %d", y)
                    .allMatch(m -> m.verdict() != Verdict.COPY);
        }
    }

    @Test
    void aSharedFrameMakesNoCopy() {
        assertThat(match(framed(10))).anyMatch(m -> m.image().equals("framed") && m.verdict() == Verdict.COPY);
        assertThat(match(framed(201)))
                .anyMatch(m -> m.image().equals("framed"))
                .allMatch(m -> m.verdict() == Verdict.SAME_SCENE);
    }

    /** Same blots, each moved a little on its own: what another photo of one scene looks like to features. */
    @Test
    void anotherShotOfTheSceneIsNoCopy() {
        GreyPicture shifted = sheared(work(9));
        assertThat(match(shifted)).allMatch(m -> m.verdict() != Verdict.COPY);
    }

    private static GreyPicture sheared(GreyPicture picture) {
        byte[] pixels = new byte[picture.pixels().length];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int sx = Math.clamp(Math.round(x + 9 * Math.sin(y / 17.0) + 5 * Math.sin(x / 11.0)), 0, WIDTH - 1);
                int sy = Math.clamp(Math.round(y + 9 * Math.sin(x / 19.0) + 5 * Math.sin(y / 13.0)), 0, HEIGHT - 1);
                pixels[y * picture.width() + x] = picture.pixels()[sy * picture.width() + sx];
            }
        }
        return new GreyPicture(picture.width(), picture.height(), pixels);
    }
}
