package org.proofmark.bench.scan;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.proofmark.bench.edit.Edit;
import org.proofmark.bench.edit.Edits;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.bench.edit.Pixels;

/**
 * The images of a made site: edited copies of some of the photos, and others of the photos as they are. There is no end of
 * them: each address gets one of a few files with a comment of its own, so that no two have the same bytes.
 */
public final class SiteImages {
    private static final List<String> EDITS =
            List.of("jpeg-40", "crop-60", "mirror", "caption", "border", "quarter-area", "grey");
    private static final int QUALITY = 85;
    private static final int START_OF_IMAGE = 2;

    /** One image in so many is a copy. */
    private static final int COPY_EVERY = 12;

    private final long seed;
    private final List<byte[]> copies;
    private final List<byte[]> strangers;

    private SiteImages(long seed, List<byte[]> copies, List<byte[]> strangers) {
        this.seed = seed;
        this.copies = copies;
        this.strangers = strangers;
    }

    /**
     * Makes the images.
     *
     * @param photos at least two; half of them, at most 12, are the works, some of the others are strangers
     * @param works a folder the works are copied into
     * @param longSide of all images, in pixels
     */
    public static SiteImages make(Pictures photos, Path works, int longSide, long seed) throws IOException {
        Files.createDirectories(works);
        List<Path> all = photos.sample(60, seed, "scan");
        int count = Math.clamp(all.size() / 2, 1, 12);
        List<byte[]> copies = new ArrayList<>();
        for (Path work : all.subList(0, count)) {
            Files.write(works.resolve(Pictures.name(work)), Pictures.bytes(work));
            for (Edit edit : Edits.named(EDITS)) {
                copies.add(small(edit.file(work, photos, seed), longSide));
            }
        }
        List<byte[]> strangers = all.subList(count, all.size()).stream()
                .map(photo -> small(Pictures.bytes(photo), longSide))
                .toList();
        return new SiteImages(seed, copies, strangers);
    }

    private static byte[] small(byte[] file, int longSide) {
        BufferedImage picture = Pixels.read(file);
        boolean large = Math.max(picture.getWidth(), picture.getHeight()) > longSide;
        return Pixels.jpeg(large ? Pixels.longSide(picture, longSide) : picture, QUALITY);
    }

    private static SplittableRandom chance(long seed, int number) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    }

    private static boolean isCopy(SplittableRandom chance) {
        return chance.nextInt(COPY_EVERY) == 0;
    }

    /** How many of the first images of a seed are copies: of few it may be none. */
    public static long copies(long seed, int first) {
        return IntStream.range(0, first)
                .filter(number -> isCopy(chance(seed, number)))
                .count();
    }

    /** The file of a number: a JPEG that says its number in a comment. */
    public byte[] file(int number) {
        SplittableRandom chance = chance(seed, number);
        List<byte[]> kind = isCopy(chance) ? copies : strangers;
        byte[] file = kind.get(chance.nextInt(kind.size()));
        byte[] words = ("image " + number).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + words.length + 4);
        out.write(file, 0, START_OF_IMAGE);
        out.write(0xFF);
        out.write(0xFE);
        out.write((words.length + 2) >> 8);
        out.write(words.length + 2);
        out.writeBytes(words);
        out.write(file, START_OF_IMAGE, file.length - START_OF_IMAGE);
        return out.toByteArray();
    }
}
