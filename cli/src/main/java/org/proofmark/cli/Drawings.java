package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.match.Overlay;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;

/** Draws copies that were found beside their works, one PNG each. */
final class Drawings {
    private static final int LONGEST_NAME = 60;

    private final Examiner examiner;
    private final int threads;
    private final Notices notices;
    private final Map<String, PictureFile> photos = new HashMap<>();
    private final Map<String, PictureFile> found = new HashMap<>();

    Drawings(Examiner examiner, int threads, Folder photos, Folder found, Notices notices) {
        this.examiner = examiner;
        this.threads = threads;
        this.notices = notices;
        photos.files().forEach(file -> this.photos.put(file.name(), file));
        found.files().forEach(file -> this.found.put(file.name(), file));
    }

    /**
     * Draws rows into a folder, numbered in their order.
     *
     * @return the files written; of a photo known only from the index there is none
     */
    List<Path> draw(List<MatchRow> rows, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        try (Progress progress = Progress.start("draw", OptionalLong.of(rows.size()))) {
            notices.during(progress);
            InOrder.each(numbered(rows, folder), threads, this::draw, drawn -> {
                progress.step();
                if (drawn.trouble.isEmpty()) {
                    written.add(drawn.file);
                } else {
                    notices.line("not drawn: " + drawn.trouble);
                }
            });
        }
        return written;
    }

    /** A drawing that was made, or why it was not. */
    private record Drawn(Path file, String trouble) {}

    private record Drawing(Path file, MatchRow row, PictureFile work, PictureFile copy) {}

    private List<Drawing> numbered(List<MatchRow> rows, Path folder) {
        List<Drawing> numbered = new ArrayList<>();
        for (MatchRow row : rows) {
            PictureFile work = photos.get(row.match().image());
            PictureFile copy = found.get(row.query());
            if (work == null || copy == null) {
                notices.line("not drawn: " + row.match().image() + " is not among the references");
            } else {
                String name = String.format(Locale.ROOT, "%03d-%s.png", numbered.size() + 1, plain(copy.name()));
                numbered.add(new Drawing(folder.resolve(name), row, work, copy));
            }
        }
        return numbered;
    }

    /** One that cannot be drawn costs no other. */
    private Drawn draw(Drawing drawing) {
        try {
            byte[] png = Overlay.png(shown(drawing.work), shown(drawing.copy), drawing.row.match());
            return new Drawn(Files.write(drawing.file, png), "");
        } catch (IOException e) {
            return new Drawn(drawing.file, Failures.line(e));
        }
    }

    private Overlay.Shown shown(PictureFile file) throws IOException {
        byte[] bytes = file.read();
        if (examiner.examine(bytes, Detail.QUERY) instanceof Examined seen) {
            return Overlay.Shown.of(file.name(), bytes, seen, examiner);
        }
        throw new IOException(file.path() + ": can no longer be read; was it changed meanwhile?");
    }

    /** A name that is a good file name everywhere. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^\\p{Alnum}._-]+", "-");
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }
}
