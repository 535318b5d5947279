package org.proofmark.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Scenery;
import org.proofmark.engine.index.ExactIndex;
import org.proofmark.engine.media.GreyPicture;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.media.Scaler;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.InProcessExaminer;

class CopyFinderTest {
    private final Examiner examiner = new InProcessExaminer(MediaLimits.standard());

    @Test
    void aSmallPartThatOnlyTheLastLookFindsIsAQuestion() {
        try (ExactIndex index = new ExactIndex()) {
            for (int seed = 300; seed < 306; seed++) {
                Examined seen = (Examined) examiner.examine(png(large(seed)), Detail.REFERENCE);
                index.add(Map.of("large-" + seed, seen.fingerprint()));
            }
            CopyFinder brisk = CopyFinder.brisk(examiner, index);
            CopyFinder whole = new CopyFinder(examiner, index);
            int asked = 0;
            for (int seed = 300; seed < 306; seed++) {
                byte[] part = png(Scenery.part(large(seed), 310, 250, 150, 110));
                List<Match> atOnce = brisk.find(part).matches();
                if (atOnce.stream().noneMatch(match -> match.verdict() == Verdict.COPY)) {
                    List<Match> atLast = whole.find(part).matches();
                    assertThat(atLast).noneMatch(match -> match.verdict() == Verdict.COPY);
                    assertThat(atLast).allMatch(match -> match.score() < Evidence.COPY);
                    asked += best(atLast) > best(atOnce) ? 1 : 0;
                }
            }
            assertThat(asked).isPositive();
        }
    }

    @Test
    void searchesForNothingInWhatIsTooSmall() {
        try (ExactIndex index = new ExactIndex()) {
            GreyPicture work = large(300);
            Examined seen = (Examined) examiner.examine(png(work), Detail.REFERENCE);
            index.add(Map.of("large", seen.fingerprint()));
            byte[] copy = png(work);
            int side = Math.max(seen.width(), seen.height());

            assertThat(CopyFinder.brisk(examiner, index, side).find(copy).matches())
                    .isNotEmpty();
            CopyFinder.Found small = CopyFinder.brisk(examiner, index, side + 1).find(copy);
            assertThat(small.matches()).isEmpty();
            assertThat(small.examination()).isInstanceOf(Examined.class);
        }
    }

    /** A fiftieth of a page that is full of other things. */
    @Test
    void findsAWorkThatIsSmallOnABusyPage() {
        try (ExactIndex index = new ExactIndex()) {
            CopyFinder brisk = CopyFinder.brisk(examiner, index);
            CopyFinder whole = new CopyFinder(examiner, index);
            int atOnce = 0;
            for (int seed = 300; seed < 304; seed++) {
                String name = "large-" + seed;
                GreyPicture work = large(seed);
                Examined seen = (Examined) examiner.examine(png(work), Detail.REFERENCE);
                index.add(Map.of(name, seen.fingerprint()));
                byte[] page = png(Scenery.laid(busyPage(seed), new Scaler().down(work, 115), 330, 210));
                atOnce += isFound(brisk, page, name) ? 1 : 0;
                assertThat(isFound(whole, page, name)).as(name).isTrue();
            }
            assertThat(atOnce).isLessThan(4);
        }
    }

    private static boolean isFound(CopyFinder finder, byte[] page, String work) {
        List<Match> found = finder.find(page).matches();
        assertThat(found).allMatch(match -> match.image().equals(work));
        return found.stream().anyMatch(match -> match.verdict() == Verdict.COPY);
    }

    /** Small squares of any tone: more features than a look takes. */
    private static GreyPicture busyPage(int seed) {
        byte[] tones = new byte[100 * 75];
        new SplittableRandom(seed).nextBytes(tones);
        byte[] pixels = new byte[800 * 600];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = tones[p / 800 / 8 * 100 + p % 800 / 8];
        }
        return new GreyPicture(800, 600, pixels);
    }

    private static double best(List<Match> matches) {
        return matches.stream().mapToDouble(Match::score).max().orElse(0);
    }

    private static GreyPicture large(int seed) {
        return Scenery.of(seed, 960, 720);
    }

    private static byte[] png(GreyPicture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
