package org.proofmark.portal;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Works of a person from the sample photos, and matches of them: copies made with a transform that is known exactly, so that what
 * is drawn can be measured.
 */
final class ReviewScene {
    /** The originals are told to be so many times as large as their renditions. */
    private static final int SCALE = 8;

    /** Pixels of the longer side of the first sample. */
    static final double SAMPLE_WIDTH = 640;

    private static final int[] SIZES = {240, 480, 960, 1440};

    private final JdbcClient sql;
    private final Blobs blobs;
    private final Person person;
    private final List<BufferedImage> photos = new ArrayList<>();
    private final List<WorkId> works = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Made> made = new HashMap<>();
    private int number;

    /** How a copy was made: a transform from its pixels to the rendition's, and what was done besides. */
    record Way(String name, int width, int height, List<Double> h, String line, boolean grey) {
        /** A part of the photo, turned, somewhat seen from the side, with a line of text over its upper part. */
        static final Way HEADLINE = new Way(
                "headline",
                560,
                373,
                List.of(0.80, 0.012, 90.0, -0.03, 0.80, 60.0, -1.2e-5, -2.2e-5, 1.0),
                "Ten places to see",
                false);

        static final Way WHOLE =
                new Way("whole", 480, 320, List.of(1.333, 0.0, 0.0, 0.0, 1.333, 0.0, 0.0, 0.0, 1.0), "", false);
        static final Way TURNED =
                new Way("turned", 420, 300, List.of(0.96, -0.2, 120.0, 0.2, 0.96, 30.0, 0.0, 0.0, 1.0), "", false);
        static final Way MIRRORED =
                new Way("mirrored", 400, 300, List.of(-1.2, 0.0, 600.0, 0.0, 1.2, 30.0, 0.0, 0.0, 1.0), "", false);
        static final Way GREY =
                new Way("grey", 360, 360, List.of(1.1, 0.0, 110.0, 0.0, 1.1, 12.0, 0.0, 0.0, 1.0), "", true);
        static final Way WITHIN =
                new Way("within", 640, 420, List.of(2.1, 0.0, -340.0, 0.0, 2.1, -240.0, 0.0, 0.0, 1.0), "", false);

        static final List<Way> ALL = List.of(HEADLINE, WHOLE, TURNED, MIRRORED, GREY, WITHIN);
    }

    /** A copy as it is kept: its file, and the share of the photo it shows and of itself that shows the photo. */
    private record Made(Sha256 file, double share, double copyShare) {}

    ReviewScene(TestPortal portal, Person person) {
        this.sql = portal.bean(JdbcClient.class);
        this.blobs = portal.bean(Blobs.class);
        this.person = person;
    }

    List<WorkId> works() {
        return works;
    }

    /** As many works as there are samples. */
    ReviewScene photos() {
        try (Stream<Path> all = Files.list(Path.of("..", "samples", "photos"))) {
            for (Path path : all.sorted().toList()) {
                BufferedImage photo = ImageIO.read(path.toFile());
                String file = path.getFileName().toString().replace(".jpg", "");
                work(
                        photo,
                        file.substring(0, 1).toUpperCase(Locale.ROOT)
                                + file.substring(1).replace('-', ' '));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void work(BufferedImage photo, String title) {
        WorkId id = new WorkId(UUID.randomUUID());
        Sha256 file = keep(photo);
        sql.sql("""
            insert into catalogue.work (id, holder, file_name, digest, bytes, media_type, width, height, ground, title,
                caption, creator, credit, copyright, usage_terms, web_statement, licensor_url, keywords, camera, lens,
                fingerprint, fingerprint_version, enough_detail, monitored, taken, registered_at, shown_at)
            values (:id, :holder, 'a.jpg', :digest, 36, 'image/jpeg', :width, :height, 0, :title, '', '', '', '', '', '', '',
                '{}', '', '', :print, 1, true, true, timestamp '2021-08-12 18:30', now(), now())\
            """)
                .param("id", id.value())
                .param("holder", person.holder().value())
                .param(
                        "digest",
                        Sha256.of(id.toString().getBytes(StandardCharsets.UTF_8))
                                .bytes())
                .param("print", file.bytes())
                .param("width", photo.getWidth() * SCALE)
                .param("height", photo.getHeight() * SCALE)
                .param("title", title)
                .update();
        for (int size : SIZES) {
            sql.sql("""
                insert into catalogue.rendition (work, long_side, width, height, media_type, digest)
                values (:id, :size, :width, :height, 'image/jpeg', :digest)\
                """)
                    .param("id", id.value())
                    .param("size", size)
                    .param("width", photo.getWidth())
                    .param("height", photo.getHeight())
                    .param("digest", file.bytes())
                    .update();
        }
        photos.add(photo);
        works.add(id);
        names.add(title);
    }

    /** Matches, each of the next work made in the next way; some for each site. */
    List<MatchId> matches(int many, int each) {
        return IntStream.range(0, many)
                .mapToObj(i -> {
                    int site = i / each;
                    String kind = site % 3 == 2 ? "PRIVATE" : site % 3 == 1 ? "UNKNOWN" : "BUSINESS";
                    return match(
                            i % works.size(),
                            Way.ALL.get(i % Way.ALL.size()),
                            "site-%02d.example".formatted(site),
                            kind);
                })
                .toList();
    }

    /** One match of a work, on a site. */
    MatchId match(int work, Way way, String site, String kind) {
        int count = ++number;
        Made copy = made.computeIfAbsent(work + way.name(), name -> make(photos.get(work), way));
        Sha256 digest = Sha256.of((person.id() + " copy " + count).getBytes(StandardCharsets.UTF_8));
        MatchId id = MatchId.of(works.get(work), digest, site);
        List<Double> h = IntStream.range(0, 9)
                .mapToObj(i -> way.h().get(i) * (i < 6 ? SCALE : 1))
                .toList();
        sql.sql("""
            insert into matching.match (id, holder, work, digest, site, tier, score, share, copy_share, copy_width, copy_height,
                copy_bytes, kind, country, language, words, worth_minor, currency, factors, found_at)
            values (:id, :holder, :work, :digest, :site, :tier, :score, :share, :copyShare, :width, :height, 81234, :kind, 'DE',
                'de', :words, :worth, 'EUR', '[{"what":"basis.STANDARD","times":15000},{"what":"kind.BUSINESS","times":1}]',
                now() - make_interval(secs => :number))\
            """)
                .param("id", id.value())
                .param("holder", person.holder().value())
                .param("work", works.get(work).value())
                .param("digest", digest.bytes())
                .param("site", site)
                .param("tier", way.equals(Way.GREY) ? "LIKELY" : "CERTAIN")
                .param("score", 12.0)
                .param("share", copy.share())
                .param("copyShare", copy.copyShare())
                .param("width", way.width())
                .param("height", way.height())
                .param("kind", kind)
                .param("words", names.get(work) + " " + site)
                .param("worth", 1_000_000L - count)
                .param("number", count)
                .update();
        finding(work, digest, way, h, copy);
        for (int size : SIZES) {
            sql.sql("""
                insert into matching.copy (digest, long_side, width, height, media_type, rendition)
                values (:digest, :size, :width, :height, 'image/webp', :file)\
                """)
                    .param("digest", digest.bytes())
                    .param("size", size)
                    .param("width", way.width())
                    .param("height", way.height())
                    .param("file", copy.file().bytes())
                    .update();
        }
        page(
                id,
                "https://www." + site + "/magazine/" + count,
                "Ten places to see before the snow, " + count,
                "A view of " + names.get(work));
        return id;
    }

    /** One more page that shows it. */
    void page(MatchId id, String address, String title, String alt) {
        sql.sql("""
            insert into matching.place (match, sighting, page, image, title, language, alt, caption, credit, licence, context,
                first_seen)
            values (:match, :sighting, :page, :image, :title, 'de', :alt, '', '', '', '', now() - interval '90 days')\
            """)
                .param("match", id.value())
                .param("sighting", UUID.randomUUID().getMostSignificantBits() >>> 1)
                .param("page", address)
                .param("image", address + "/picture.jpg")
                .param("title", title)
                .param("alt", alt)
                .update();
    }

    private void finding(int work, Sha256 digest, Way way, List<Double> h, Made copy) {
        String numbers = h.stream().map(Object::toString).collect(Collectors.joining(","));
        BufferedImage photo = photos.get(work);
        sql.sql("""
            insert into matching.finding (digest, work, holder, found, at)
            values (:digest, :work, :holder, cast(:found as jsonb), now())\
            """)
                .param("digest", digest.bytes())
                .param("work", works.get(work).value())
                .param("holder", person.holder().value())
                .param("found", """
                    {"verdict":"COPY","score":12,"inliers":214,"agreement":0.96,"copyShare":%s,"share":%s,"mirrored":%s,
                    "inverted":false,"transform":[%s],"copyRegion":%s,"region":%s,"greyed":%s}\
                    """.formatted(
                                copy.copyShare(),
                                copy.share(),
                                way.equals(Way.MIRRORED),
                                numbers,
                                region(way, photo, false),
                                region(way, photo, true),
                                way.grey()))
                .update();
    }

    /** Corners of what both show, in pixels of the original or of the copy: found by looking, for odd shapes roughly. */
    private static String region(Way way, BufferedImage photo, boolean original) {
        double[][] corners = {{0, 0}, {way.width(), 0}, {way.width(), way.height()}, {0, way.height()}};
        if (way.equals(Way.WITHIN)) {
            double x = -way.h().get(2) / way.h().get(0);
            double y = -way.h().get(5) / way.h().get(4);
            corners = new double[][] {
                {x, y},
                {x + photo.getWidth() / way.h().get(0), y},
                {
                    x + photo.getWidth() / way.h().get(0),
                    y + photo.getHeight() / way.h().get(4)
                },
                {x, y + photo.getHeight() / way.h().get(4)}
            };
        }
        List<String> points = new ArrayList<>();
        for (double[] corner : corners) {
            double[] at = original ? map(way.h(), corner[0], corner[1]) : corner;
            double scale = original ? SCALE : 1;
            double right = original ? photo.getWidth() : way.width();
            double foot = original ? photo.getHeight() : way.height();
            points.add("[%s,%s]".formatted(Math.clamp(at[0], 0, right) * scale, Math.clamp(at[1], 0, foot) * scale));
        }
        return points.toString();
    }

    static double[] map(List<Double> h, double x, double y) {
        double w = h.get(6) * x + h.get(7) * y + h.get(8);
        return new double[] {(h.get(0) * x + h.get(1) * y + h.get(2)) / w, (h.get(3) * x + h.get(4) * y + h.get(5)) / w
        };
    }

    private Made make(BufferedImage photo, Way way) {
        BufferedImage copy = new BufferedImage(way.width(), way.height(), BufferedImage.TYPE_INT_RGB);
        long inside = 0;
        for (int y = 0; y < way.height(); y++) {
            for (int x = 0; x < way.width(); x++) {
                double[] at = map(way.h(), x + 0.5, y + 0.5);
                boolean in = at[0] >= 0 && at[1] >= 0 && at[0] < photo.getWidth() && at[1] < photo.getHeight();
                inside += in ? 1 : 0;
                int colour = in ? sample(photo, at[0] - 0.5, at[1] - 0.5) : 0xE8E2D6;
                copy.setRGB(x, y, way.grey() ? grey(colour) : colour);
            }
        }
        write(copy, way.line());
        double area = Math.abs(
                way.h().get(0) * way.h().get(4) - way.h().get(1) * way.h().get(3));
        return new Made(
                keep(copy),
                Math.min(1, inside * area / photo.getWidth() / photo.getHeight()),
                (double) inside / way.width() / way.height());
    }

    private static int grey(int colour) {
        int value = ((colour >> 16 & 255) * 30 + (colour >> 8 & 255) * 59 + (colour & 255) * 11) / 100;
        return value << 16 | value << 8 | value;
    }

    /** Between four pixels, linearly. */
    private static int sample(BufferedImage image, double x, double y) {
        int left = Math.clamp((int) Math.floor(x), 0, image.getWidth() - 2);
        int top = Math.clamp((int) Math.floor(y), 0, image.getHeight() - 2);
        double fx = Math.clamp(x - left, 0, 1);
        double fy = Math.clamp(y - top, 0, 1);
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double upper = (1 - fx) * (image.getRGB(left, top) >> shift & 255)
                    + fx * (image.getRGB(left + 1, top) >> shift & 255);
            double lower = (1 - fx) * (image.getRGB(left, top + 1) >> shift & 255)
                    + fx * (image.getRGB(left + 1, top + 1) >> shift & 255);
            colour |= (int) Math.round((1 - fy) * upper + fy * lower) << shift;
        }
        return colour;
    }

    private static void write(BufferedImage copy, String line) {
        Graphics2D pen = copy.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.setFont(new Font(Font.SERIF, Font.BOLD, 40));
        pen.drawString(line, 24, 62);
        pen.dispose();
    }

    private Sha256 keep(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return blobs.keep(new ByteArrayInputStream(out.toByteArray())).digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
