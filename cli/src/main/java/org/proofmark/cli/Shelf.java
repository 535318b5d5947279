package org.proofmark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.match.Overlay;
import org.proofmark.engine.match.Plates;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.scout.report.Found;
import org.proofmark.scout.report.MatchPictures;
import org.proofmark.scout.scan.PictureShelf;

/** Copies found, one file each, named by their digest; and the pictures drawn of them. */
final class Shelf implements PictureShelf, MatchPictures {
    private final Path folder;
    private final Examiner examiner;
    private volatile Map<String, PictureFile> photos = Map.of();

    Shelf(Path folder, Examiner examiner) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.examiner = examiner;
    }

    /** Says which photos copies are shown beside. */
    void shows(Folder now) {
        photos = now.files().stream()
                .collect(Collectors.toUnmodifiableMap(PictureFile::name, Function.identity(), (one, same) -> one));
    }

    @Override
    public void keep(String digest, byte[] bytes) {
        Path file = folder.resolve(digest);
        if (Files.exists(file)) {
            return;
        }
        try {
            Path part = Files.createTempFile(folder, digest, ".part");
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Plates> draw(Found found) {
        PictureFile photo = photos.get(found.match().image());
        Path copy = folder.resolve(found.picture().digest());
        if (photo == null || !Files.exists(copy)) {
            return Optional.empty();
        }
        try {
            Optional<Overlay.Shown> work = shown(photo.name(), photo.read());
            Optional<Overlay.Shown> other = shown(found.image(), Files.readAllBytes(copy));
            return work.flatMap(w -> other.map(c -> Overlay.plates(w, c, found.match())));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private Optional<Overlay.Shown> shown(String name, byte[] bytes) {
        return examiner.examine(bytes, Detail.QUERY) instanceof Examined seen
                ? Optional.of(Overlay.Shown.of(name, bytes, seen, examiner))
                : Optional.empty();
    }
}
