package org.proofmark.portal.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.proofmark.portal.database.DurableFiles;
import org.proofmark.portal.platform.Sha256;

/** Files by digest, in a portal's folder and in that of its backups, which share them: each is copied once. */
final class BlobCopies {
    private final Path folder;

    /** @param folder holds {@code ab/cd/abcd…} */
    BlobCopies(Path folder) {
        this.folder = folder;
    }

    Path place(Sha256 digest) {
        return folder.resolve(digest.path());
    }

    boolean has(Sha256 digest) {
        return Files.isRegularFile(place(digest));
    }

    /** Takes some. */
    interface Taker {
        void take(Sha256 digest, Path file, long length) throws IOException;
    }

    /** All there are; what goes meanwhile may be left out. */
    void each(Taker taker) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = String.valueOf(file.getFileName());
                if (name.matches("[0-9a-f]{64}")) {
                    taker.take(Sha256.parse(name), file, attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // swept meanwhile: no row names it
                }
                throw failure;
            }
        });
    }

    /**
     * Copies all that are not there yet.
     *
     * @param there what is there afterwards, with the bytes of each
     * @param damaged gets those whose bytes are not what their names say; they are not copied
     */
    void into(BlobCopies to, SortedMap<Sha256, Long> there, SortedSet<Sha256> damaged, Tally tally) throws IOException {
        each((digest, file, length) -> {
            if (there.containsKey(digest)) {
                return;
            }
            if (to.has(digest)) {
                tally.wasThere();
                there.put(digest, length);
            } else if (to.take(digest, file)) {
                tally.copied(length);
                there.put(digest, length);
            } else if (Files.exists(file)) {
                damaged.add(digest);
            }
        });
    }

    /** Copies one from elsewhere; whether its bytes are what its name says. */
    boolean take(Sha256 digest, Path from) throws IOException {
        Path place = place(digest);
        Files.createDirectories(Objects.requireNonNull(place.getParent()), DurableFiles.OWNER_ONLY_FOLDER);
        Path beside = place.resolveSibling(digest.hex() + ".part");
        Files.deleteIfExists(beside);
        try {
            boolean right = Copying.file(from, beside).sha256().equals(digest);
            if (right) {
                Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            }
            return right;
        } catch (NoSuchFileException swept) {
            return false;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** The names in a list of them. */
    static SortedSet<Sha256> named(Path list) throws IOException {
        SortedSet<Sha256> named = new TreeSet<>();
        for (String line : Files.readAllLines(list)) {
            named.add(Sha256.parse(line));
        }
        return named;
    }

    static String list(SortedMap<Sha256, Long> blobs) {
        StringBuilder lines = new StringBuilder();
        blobs.keySet().forEach(digest -> lines.append(digest.hex()).append('\n'));
        return lines.toString();
    }

    static SortedMap<Sha256, Long> none() {
        return new TreeMap<>();
    }

    /** Removes all but these; answers how many. */
    int keepOnly(List<SortedSet<Sha256>> wanted) throws IOException {
        int[] removed = new int[1];
        each((digest, file, length) -> {
            if (wanted.stream().noneMatch(some -> some.contains(digest))) {
                Files.delete(file);
                removed[0]++;
            }
        });
        return removed[0];
    }
}
