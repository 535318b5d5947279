package org.proofmark.portal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.proofmark.engine.index.IndexSettings;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.portal.database.DurableFiles;
import org.proofmark.portal.database.PostgresFolder;
import org.proofmark.portal.platform.Sha256;

/**
 * Puts a backup into an empty folder. Until everything is there a mark in the folder keeps a portal from starting on half of it;
 * restoring again goes on from the beginning.
 */
public final class Restoring {
    private final Backups backups;

    public Restoring(Backups backups) {
        this.backups = backups;
    }

    /**
     * Restores.
     *
     * @param name of the backup; nothing: the newest
     * @param data where to; not there, empty, or of an earlier try
     * @throws BackupException if a file of the backup is missing or not as it was written; or these programs cannot serve it
     */
    public Backups.Backup into(Path data, Optional<String> name, Tally tally) throws IOException {
        Backups.Backup backup = name.isPresent() ? backups.find(name.get()) : backups.newest();
        Manifest manifest = Manifest.of(backups.of(backup.name()));
        if (!manifest.postgres().equals(PostgresFolder.majorVersion())) {
            throw new BackupException(
                    "The backup is of PostgreSQL %s, and this Proofmark brings %s. Use the Proofmark that made it"
                            .formatted(manifest.postgres(), PostgresFolder.majorVersion()));
        }
        Path mark = makeRoom(data);
        files(backups.of(backup.name()), manifest, data, tally);
        blobs(backups.of(backup.name()).resolve(Backups.BLOB_LIST), data, tally);
        Path encounters = data.resolve("encounters");
        if (Files.isDirectory(encounters)) {
            // Copied while it grew: the rebuilding cuts off a last record that was not whole yet, and derives the rest.
            SegmentedIndex.rebuild(encounters, IndexSettings.standard());
        }
        DurableFiles.forceAll(data);
        Files.delete(mark);
        return backup;
    }

    private static Path makeRoom(Path data) throws IOException {
        Path mark = data.resolve(PostgresFolder.RESTORING);
        if (Files.exists(data) && !Files.exists(mark) && !DurableFiles.in(data).isEmpty()) {
            throw new BackupException(data + " is not empty. Name a new folder: nothing that is there is written over");
        }
        Files.createDirectories(data, DurableFiles.OWNER_ONLY_FOLDER);
        if (!Files.exists(mark)) {
            DurableFiles.write(mark, "A backup is being put here.\n");
        }
        for (Path old : DurableFiles.in(data)) {
            if (!old.equals(mark)) {
                DurableFiles.deleteAll(old);
            }
        }
        return mark;
    }

    private static void files(Path backup, Manifest manifest, Path data, Tally tally) throws IOException {
        Files.createDirectories(data.resolve("database/cluster"), DurableFiles.OWNER_ONLY_FOLDER);
        for (String folder : manifest.folders()) {
            Files.createDirectories(place(data, folder), DurableFiles.OWNER_ONLY_FOLDER);
        }
        for (Manifest.Entry entry : manifest.files()) {
            if (!entry.name().equals(Backups.BLOB_LIST)) {
                Path to = place(data, entry.name());
                Files.createDirectories(Objects.requireNonNull(to.getParent()), DurableFiles.OWNER_ONLY_FOLDER);
                Path from = backup.resolve(entry.name());
                requireThere(from);
                Copying.Copied copied = Copying.file(from, to);
                require(copied.sha256().equals(entry.sha256()), from);
                tally.copied(copied.length());
            }
        }
    }

    /** Where a file of a backup belongs; none leads out of the folder. */
    private static Path place(Path data, String name) {
        Path place = switch (name) {
            case Backups.PASSWORD -> data.resolve("database/password");
            case Backups.SEALING_KEY -> data.resolve("sealing.key");
            case Backups.ENCOUNTERS -> data.resolve("encounters/fingerprints.log");
            case String file
            when file.startsWith(Backups.DATABASE) ->
                data.resolve("database/cluster").resolve(file.substring(Backups.DATABASE.length()));
            case String other -> throw new BackupException("The backup names a file it cannot have: " + other);
        };
        if (!place.normalize().startsWith(data.normalize())) {
            throw new BackupException("The backup names a file it cannot have: " + name);
        }
        return place;
    }

    private void blobs(Path list, Path data, Tally tally) throws IOException {
        requireThere(list);
        SortedSet<Sha256> wanted = BlobCopies.named(list);
        BlobCopies to = new BlobCopies(data.resolve("blobs"));
        for (Sha256 digest : wanted) {
            Path from = backups.blobs().place(digest);
            requireThere(from);
            require(to.take(digest, from), from);
            tally.copied(Files.size(from));
        }
    }

    private static void requireThere(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BackupException(
                    "The backup is damaged: missing is %s. Restore an older one with --backup; --check says which are whole"
                            .formatted(file));
        }
    }

    private static void require(boolean right, Path file) {
        if (!right) {
            throw new BackupException(
                    "The backup is damaged: not as it was written is %s. Restore an older one with --backup; --check says which are whole"
                            .formatted(file));
        }
    }
}
