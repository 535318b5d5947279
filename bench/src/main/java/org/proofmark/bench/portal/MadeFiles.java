package org.proofmark.bench.portal;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.proofmark.bench.edit.Pictures;

/**
 * Files to upload, each drawn from its number: mostly small pictures, some of them the bytes of an earlier one, some broken, some
 * archives. Two pictures differ in a comment of random length inside the JPEG; what they show is one of the photos.
 */
public final class MadeFiles {
    private static final int SIDE = 320;
    private static final int MOST_PHOTOS = 12;
    private static final int LONGEST_COMMENT = 60_000;

    private final List<byte[]> photos;
    private final long seed;

    private MadeFiles(List<byte[]> photos, long seed) {
        this.photos = List.copyOf(photos);
        this.seed = seed;
    }

    /** Made from at most twelve of these pictures. */
    public static MadeFiles of(Pictures pictures, long seed) throws IOException {
        return of(pictures, MOST_PHOTOS, SIDE, seed);
    }

    /** Made from so many of these pictures, or from as many as there are, the longer side at most so many pixels. */
    public static MadeFiles of(Pictures pictures, int most, int side, long seed) throws IOException {
        List<byte[]> small = new ArrayList<>();
        for (Path file : pictures.sample(most, seed, "portal")) {
            BufferedImage photo = ImageIO.read(file.toFile());
            if (photo != null) {
                small.add(small(photo, side));
            }
        }
        if (small.isEmpty()) {
            throw new IOException("no photo that can be read");
        }
        return new MadeFiles(small, seed);
    }

    private static byte[] small(BufferedImage photo, int side) throws IOException {
        double scale = Math.min(1, (double) side / Math.max(photo.getWidth(), photo.getHeight()));
        int width = (int) Math.round(photo.getWidth() * scale);
        int height = (int) Math.round(photo.getHeight() * scale);
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = small.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        drawing.drawImage(photo, 0, 0, width, height, null);
        drawing.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(small, "jpg", out);
        return out.toByteArray();
    }

    MadeFile get(int number) {
        SplittableRandom random = random(number);
        int lot = random.nextInt(100);
        if (lot < 10 && number > 0) {
            return new MadeFile(number, MadeFile.Kind.DUPLICATE, picture(random.nextInt(number)), List.of());
        }
        if (lot < 18) {
            return new MadeFile(number, MadeFile.Kind.BROKEN, broken(random), List.of());
        }
        if (lot < 24) {
            List<byte[]> inside =
                    List.of(picture(number), picture(number + 1_000_000_000), picture(random.nextInt(number + 1)));
            return new MadeFile(number, MadeFile.Kind.ARCHIVE, archive(inside), inside);
        }
        return new MadeFile(number, MadeFile.Kind.PICTURE, picture(number), List.of());
    }

    /** Pictures alone, each photo as often as the others. */
    List<byte[]> models(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> commented(photos.get(number % photos.size()), random(~number), number))
                .toList();
    }

    private SplittableRandom random(int number) {
        return new SplittableRandom(seed * 1_000_003 + number);
    }

    private byte[] picture(int number) {
        SplittableRandom random = random(~number);
        return commented(photos.get(random.nextInt(photos.size())), random, number);
    }

    /** A comment behind the first marker (ITU-T T.81, B.2.4.5) that begins with the number. */
    private static byte[] commented(byte[] photo, SplittableRandom random, int number) {
        byte[] comment = new byte[8 + random.nextInt(LONGEST_COMMENT)];
        random.nextBytes(comment);
        for (int i = 0; i < 4; i++) {
            comment[i] = (byte) (number >> 8 * i);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(photo, 0, 2);
        out.writeBytes(
                new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) (comment.length + 2 >> 8), (byte) (comment.length + 2)});
        out.writeBytes(comment);
        out.write(photo, 2, photo.length - 2);
        return out.toByteArray();
    }

    private static byte[] broken(SplittableRandom random) {
        byte[] bytes = new byte[200 + random.nextInt(20_000)];
        random.nextBytes(bytes);
        bytes[0] = 'x';
        return bytes;
    }

    private static byte[] archive(List<byte[]> inside) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int entry = 0; entry < inside.size(); entry++) {
                zip.putNextEntry(new ZipEntry("folder/inside %d.jpg".formatted(entry)));
                zip.write(inside.get(entry));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
