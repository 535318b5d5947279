package org.proofmark.scout.web;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.InProcessExaminer;

/** Some of the sample photos: registered, and edited so that every copy is another one. */
final class Photos implements AutoCloseable {
    private static final Path FOLDER = Path.of("..", "samples", "photos");

    private final InProcessExaminer examiner = new InProcessExaminer(MediaLimits.standard());
    private final SegmentedIndex index;
    private final List<String> names;
    private final Set<Integer> made = new HashSet<>();
    private int copies;

    private Photos(SegmentedIndex index, List<String> names) {
        this.index = index;
        this.names = names;
    }

    /** Registers the first photos in an index in a folder. */
    static Photos register(Path folder, int count) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(FOLDER)) {
            names = files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .limit(count)
                    .toList();
        }
        Photos photos = new Photos(SegmentedIndex.open(folder), names);
        Map<String, Fingerprint> fingerprints = new LinkedHashMap<>();
        for (String name : names) {
            if (photos.examiner.examine(Files.readAllBytes(FOLDER.resolve(name)), Detail.REFERENCE)
                    instanceof Examined seen) {
                fingerprints.put(name, seen.fingerprint());
            }
        }
        photos.index.add(fingerprints);
        return photos;
    }

    CopyFinder.Found find(byte[] file) {
        return new CopyFinder(examiner, index).find(file);
    }

    /** A copy unlike all before: cropped, scaled, saved anew. */
    byte[] copy(String format) {
        int number = copies++;
        try {
            BufferedImage photo = ImageIO.read(
                    FOLDER.resolve(names.get(number % names.size())).toFile());
            int width = photo.getWidth() * 9 / 10;
            int height = photo.getHeight() * 9 / 10;
            int shift = number / names.size() * 9;
            BufferedImage cropped = photo.getSubimage(
                    shift % (photo.getWidth() - width), shift % (photo.getHeight() - height), width, height);
            BufferedImage scaled = new BufferedImage(width / 2, height / 2, BufferedImage.TYPE_INT_RGB);
            var canvas = scaled.createGraphics();
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.drawImage(cropped, 0, 0, scaled.getWidth(), scaled.getHeight(), null);
            canvas.dispose();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(scaled, format, out);
            if (!made.add(Arrays.hashCode(out.toByteArray()))) {
                throw new AssertionError("copy %d is like another".formatted(number));
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] copy() {
        return copy("jpeg");
    }

    @Override
    public void close() {
        index.close();
        examiner.close();
    }
}
