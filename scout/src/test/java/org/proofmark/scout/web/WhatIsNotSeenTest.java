package org.proofmark.scout.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Polygon;
import org.proofmark.engine.match.Transform;
import org.proofmark.engine.match.Verdict;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.media.Undecodable;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.InProcessExaminer;
import org.proofmark.engine.worker.Unreadable;
import org.proofmark.scout.frontier.Coverage;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Shown;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.scan.ScanSettings;
import org.proofmark.scout.scan.Works;

/** What a round does not look at is told, with the reason. */
class WhatIsNotSeenTest {
    private static final String SITE = "http://site.example/";
    private static final Match MATCH = new Match(
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

    @TempDir
    private Path folder;

    @Test
    void partsThatCannotBeReadAreToldOfDocumentsThatCan() throws Exception {
        try (TestWeb web = new TestWeb();
                Examiner examiner = new InProcessExaminer(MediaLimits.standard())) {
            byte[] broken = Arrays.copyOf(png(200, 100), 60);
            web.page(SITE, """
                            <script type=application/ld+json>{"image": </script><img src='data:image/png;base64,%s'>
                            <a href=/broken.pdf>x</a><a href=/wished>x</a>""".formatted(Base64.getEncoder().encodeToString(broken)))
                    .put(SITE + "broken.pdf", "application/pdf", "%PDF-1.4\nnothing".getBytes(ISO_8859_1))
                    .page(SITE + "wished", "<meta name=robots content=noimageindex><img src=/left-alone.png>");

            Round round = new Round.Plan(web, folder).works(works(examiner)).over(SITE);

            assertThat(round.trouble(SITE)).startsWith("UNREADABLE").contains("broken JSON");
            assertThat(round.trouble(SITE + "broken.pdf"))
                    .startsWith("UNREADABLE")
                    .contains("PDF");
            assertThat(round.trouble(SITE + "wished")).startsWith("ROBOTS").contains("left alone");
            assertThat(round.troubles())
                    .filteredOn(trouble -> trouble.url().startsWith(SITE + "#"))
                    .singleElement()
                    .satisfies(trouble -> {
                        assertThat(trouble.why()).isEqualTo(Visit.Why.UNREADABLE);
                        assertThat(trouble.explanation()).isNotBlank();
                        assertThat(trouble.referrer()).isEqualTo(SITE);
                    });
            Coverage coverage = round.coverage().getFirst();
            assertThat(coverage.seen()).containsEntry(Role.PAGE, 2);
            assertThat(coverage.skipped()).containsEntry(Visit.Why.ROBOTS, 1);
            assertThat(web.requests(SITE + "left-alone.png")).isZero();
        }
    }

    @Test
    void whatIsTooSmallShowsNothing() throws Exception {
        try (TestWeb web = new TestWeb();
                Examiner examiner = new InProcessExaminer(MediaLimits.standard())) {
            web.page(SITE, "<img src=/icon.png><img src=/photo.png>" + inline(png(62, 40)) + inline(png(90, 41)))
                    .put(SITE + "icon.png", "image/png", png(63, 63))
                    .put(SITE + "photo.png", "image/png", png(64, 63));

            Round round = new Round.Plan(web, folder).works(works(examiner)).over(SITE);

            assertThat(round.found())
                    .extracting(Shown::image)
                    .hasSize(2)
                    .anyMatch(image -> image.equals(SITE + "photo.png"))
                    .anyMatch(image -> image.startsWith(SITE + "#"));
            assertThat(round.trouble(SITE + "icon.png")).startsWith("SMALL");
        }
    }

    @Test
    void bytesThatCameForNothingAreCharged() throws Exception {
        ScanSettings few =
                new ScanSettings(100, 20, 120_000, Duration.ofDays(1), 8, 8, Duration.ofSeconds(2), 1, 64, 3, 8, 200);
        try (TestWeb web = new TestWeb()) {
            web.page(SITE, "<a href=/broken>x</a>")
                    .raw(
                            SITE + "broken",
                            ("HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
                                            + "<p>".repeat(25_000))
                                    .getBytes(ISO_8859_1));

            Round round =
                    new Round.Plan(web, folder.resolve("few")).settings(few).over(SITE);
            assertThat(web.requests(SITE + "broken"))
                    .as("tries until the budget is used up")
                    .isEqualTo(2);
            assertThat(round.trouble(SITE + "broken")).startsWith("BUDGET");

            Round patient = new Round.Plan(web, folder.resolve("many")).over(SITE);
            assertThat(patient.trouble(SITE + "broken")).startsWith("UNREACHABLE");
            assertThat(patient.coverage().getFirst().bytes()).isGreaterThan(70_000);
        }
    }

    /** On a busy machine a closer look may take too long, once. */
    @Test
    void whatCouldNotBeLookedAtCloselyIsLookedAtOnceMore() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        try (TestWeb web = new TestWeb();
                Examiner examiner = new InProcessExaminer(MediaLimits.standard())) {
            web.page(SITE, "<img src=/photo.png>").put(SITE + "photo.png", "image/png", png(300, 200));
            Works works = file -> {
                var seen = examiner.examine(file, Detail.QUERY);
                return looks.incrementAndGet() == 1
                        ? new CopyFinder.Found(
                                seen, List.of(), List.of(new Unreadable(Undecodable.Reason.TOO_SLOW, "20 s")))
                        : new CopyFinder.Found(seen, List.of(MATCH));
            };
            Round round = new Round.Plan(web, folder).works(works).over(SITE);
            assertThat(looks).hasValue(2);
            assertThat(round.found()).hasSize(1);
        }
    }

    private static String inline(byte[] png) {
        return "<img src='data:image/png;base64,%s'>"
                .formatted(Base64.getEncoder().encodeToString(png));
    }

    /** Sees a work in whatever can be read. */
    private static Works works(Examiner examiner) {
        return file -> {
            var seen = examiner.examine(file, Detail.QUERY);
            boolean read = seen instanceof org.proofmark.engine.worker.Examined;
            return new CopyFinder.Found(seen, read ? List.of(MATCH) : List.of());
        };
    }

    private static byte[] png(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, x * y * 7919);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
