package org.proofmark.bench.edit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Picture files, read when asked for.
 *
 * @param files the files, in the order of their names
 */
public record Pictures(List<Path> files) {

    /** The picture files of a folder, not of its subfolders. */
    public static Pictures in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new Pictures(files.filter(Pictures::isPicture).sorted().toList());
        }
    }

    /** Both. */
    public Pictures and(Pictures others) {
        return new Pictures(Stream.concat(files.stream(), others.files.stream()).toList());
    }

    /** One of so many in the order of their names, or all others. */
    public Pictures every(int nth, boolean taken) {
        return new Pictures(IntStream.range(0, files.size())
                .filter(at -> (at % nth == nth - 1) == taken)
                .mapToObj(files::get)
                .toList());
    }

    /**
     * Some of the pictures, another choice for another purpose.
     *
     * @param count how many; 0 or more than there are: all
     */
    public List<Path> sample(int count, long seed, String purpose) {
        if (count == 0 || count >= files.size()) {
            return files;
        }
        List<Path> shuffled = new ArrayList<>(files);
        Collections.shuffle(
                shuffled, new Random(Edit.chance(seed, "sample", purpose).nextLong()));
        return shuffled.subList(0, count);
    }

    /** The number of pictures. */
    public int size() {
        return files.size();
    }

    /** The name of a file. */
    public static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The bytes of a file. */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BufferedImage get(int at) {
        return Pixels.read(bytes(files.get(at)));
    }

    private static boolean isPicture(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return Stream.of(".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".webp")
                .anyMatch(name::endsWith);
    }
}
