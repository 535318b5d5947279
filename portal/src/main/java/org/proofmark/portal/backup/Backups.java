package org.proofmark.portal.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.proofmark.portal.database.ClusterCopy;
import org.proofmark.portal.database.DurableFiles;
import org.proofmark.portal.platform.Sha256;

/**
 * The backups in a folder.
 *
 * <pre>
 * FOLDER/blobs/ab/cd/abcd…                 originals and what belongs to them, each once for all backups
 * FOLDER/2026-12-01T03-00-00Z/database/…   PostgreSQL's files
 *                            /password, sealing.key, encounters.log
 *                            /blobs.txt    which of the blobs belong to it
 *                            /manifest.json
 * </pre>
 *
 * <p>The blobs are copied first, as the long part; then the database; then the blobs that came meanwhile. A file is written before the
 * row that names it, so each row copied has its file; and a file that no row names any more is left alone for an hour at least,
 * so none goes between the database and the short second round.
 */
public final class Backups {
    static final String DATABASE = "database/";
    static final String PASSWORD = "password";
    static final String SEALING_KEY = "sealing.key";
    static final String ENCOUNTERS = "encounters.log";
    static final String BLOB_LIST = "blobs.txt";

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);
    private static final String NAMED = "\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ";
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final InstantSource clock;

    /** @param folder made when the first backup is */
    public Backups(Path folder, InstantSource clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.clock = clock;
    }

    /**
     * One backup.
     *
     * @param bytes of the database and what is beside it
     * @param blobBytes of the files that belong to it, which others may share
     */
    public record Backup(String name, Instant made, boolean atWork, long bytes, long blobs, long blobBytes) {}

    /**
     * What was made.
     *
     * @param damaged files of the portal whose bytes are not what their names say; they are in no backup
     * @param dropped older backups that were removed
     */
    public record Made(Backup backup, List<Sha256> damaged, List<String> dropped) {
        public Made {
            damaged = List.copyOf(damaged);
            dropped = List.copyOf(dropped);
        }
    }

    BlobCopies blobs() {
        return new BlobCopies(folder.resolve("blobs"));
    }

    Path of(String name) {
        return folder.resolve(name);
    }

    /** All that are whole, the oldest first. */
    public List<Backup> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new BackupException(folder + ": there is no such folder");
        }
        return DurableFiles.in(folder).stream()
                .filter(path -> String.valueOf(path.getFileName()).matches(NAMED) && Manifest.isIn(path))
                .map(path -> backup(String.valueOf(path.getFileName()), Manifest.of(path)))
                .sorted(Comparator.comparing(Backup::name))
                .toList();
    }

    private static Backup backup(String name, Manifest manifest) {
        return new Backup(
                name,
                manifest.made(),
                manifest.atWork(),
                manifest.databaseBytes(),
                manifest.blobs(),
                manifest.blobBytes());
    }

    /**
     * Makes one of a portal, which may be at work.
     *
     * @param data the portal's data folder
     * @param keep so many of the newest stay, this one among them; nothing: all
     */
    public Made make(Path data, Optional<Integer> keep, Tally tally) throws IOException {
        requireApart(data);
        Files.createDirectories(folder, DurableFiles.OWNER_ONLY_FOLDER);
        try (FileChannel lock = lock()) {
            Objects.requireNonNull(lock);
            clearUnfinished();
            SortedSet<Sha256> damaged = new TreeSet<>();
            Backup made = makeOrClear(data, damaged, tally);
            return new Made(made, List.copyOf(damaged), keep.isPresent() ? thin(keep.get()) : List.of());
        }
    }

    private void requireApart(Path data) throws IOException {
        Path portal =
                Files.exists(data) ? data.toRealPath() : data.toAbsolutePath().normalize();
        if (!Files.isDirectory(portal)) {
            throw new BackupException(data + ": there is no such data folder");
        }
        if (folder.startsWith(portal)) {
            throw new BackupException("%s lies in the data folder %s. Name a folder elsewhere, best on another disk"
                    .formatted(folder, portal));
        }
    }

    private FileChannel lock() throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new BackupException("Another backup is being written to " + folder + ". Wait until it is done");
        }
        return channel;
    }

    private void clearUnfinished() throws IOException {
        for (Path path : DurableFiles.in(folder)) {
            if (String.valueOf(path.getFileName()).matches(NAMED + UNFINISHED)) {
                DurableFiles.deleteAll(path);
            }
        }
    }

    /** What failed leaves no half a backup: the disk may be full of it. */
    private Backup makeOrClear(Path data, SortedSet<Sha256> damaged, Tally tally) throws IOException {
        try {
            return make(data, damaged, tally);
        } catch (IOException | RuntimeException e) {
            clearUnfinished();
            throw e;
        }
    }

    private Backup make(Path data, SortedSet<Sha256> damaged, Tally tally) throws IOException {
        Path unfinished = Files.createDirectory(
                folder.resolve(NAME.format(clock.instant()) + UNFINISHED), DurableFiles.OWNER_ONLY_FOLDER);
        BlobCopies from = new BlobCopies(data.resolve("blobs"));
        SortedMap<Sha256, Long> there = BlobCopies.none();
        from.into(blobs(), there, damaged, tally);
        Gathered gathered = new Gathered(unfinished, tally);
        boolean atWork = ClusterCopy.copy(data, gathered) == ClusterCopy.Kind.AT_WORK;
        Instant made = clock.instant();
        from.into(blobs(), there, damaged, tally);
        gathered.beside(PASSWORD, data.resolve("database").resolve("password"));
        gathered.beside(SEALING_KEY, data.resolve("sealing.key"));
        gathered.beside(ENCOUNTERS, data.resolve("encounters").resolve("fingerprints.log"));
        gathered.write(BLOB_LIST, BlobCopies.list(there));
        DurableFiles.forceAll(folder);
        long bytes = there.values().stream().mapToLong(Long::longValue).sum();
        String postgres =
                Files.readString(data.resolve("database/cluster/PG_VERSION")).strip();
        Manifest manifest = new Manifest(
                Manifest.FORMAT, made, postgres, atWork, gathered.folders(), gathered.entries(), there.size(), bytes);
        manifest.write(unfinished);
        String name = String.valueOf(unfinished.getFileName()).replace(UNFINISHED, "");
        DurableFiles.move(unfinished, folder.resolve(name));
        return backup(name, manifest);
    }

    private List<String> thin(int keep) throws IOException {
        List<Backup> all = all();
        List<String> dropped = new ArrayList<>();
        for (Backup old : all.subList(0, Math.max(0, all.size() - keep))) {
            // Without its manifest it is none, whatever else is deleted of it or not.
            Files.delete(of(old.name()).resolve(Manifest.FILE));
            DurableFiles.deleteAll(of(old.name()));
            dropped.add(old.name());
        }
        if (!dropped.isEmpty()) {
            List<SortedSet<Sha256>> wanted = new ArrayList<>();
            for (Backup kept : all()) {
                wanted.add(BlobCopies.named(of(kept.name()).resolve(BLOB_LIST)));
            }
            blobs().keepOnly(wanted);
        }
        return dropped;
    }

    /**
     * Reads a backup, or all, byte by byte.
     *
     * @param name of one; nothing: all
     * @return what is missing or not as it was written
     */
    public List<String> check(Optional<String> name, Tally tally) throws IOException {
        List<String> problems = new ArrayList<>();
        SortedSet<Sha256> blobs = new TreeSet<>();
        for (Backup backup : name.isPresent() ? List.of(find(name.get())) : all()) {
            Path place = of(backup.name());
            for (Manifest.Entry entry : Manifest.of(place).files()) {
                problem(place.resolve(entry.name()), entry.sha256(), tally).ifPresent(problems::add);
            }
            if (Files.exists(place.resolve(BLOB_LIST))) {
                blobs.addAll(BlobCopies.named(place.resolve(BLOB_LIST)));
            }
        }
        for (Sha256 digest : blobs) {
            problem(blobs().place(digest), digest, tally).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<String> problem(Path file, Sha256 digest, Tally tally) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.of("missing: " + file);
        }
        Copying.Copied read = Copying.read(file);
        tally.copied(read.length());
        return read.sha256().equals(digest) ? Optional.empty() : Optional.of("not as it was written: " + file);
    }

    /**
     * One of them.
     *
     * @throws BackupException if there is none of that name
     */
    Backup find(String name) throws IOException {
        return all().stream()
                .filter(backup -> backup.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BackupException("There is no backup " + name + " in " + folder));
    }

    /**
     * The newest.
     *
     * @throws BackupException if there is none
     */
    Backup newest() throws IOException {
        List<Backup> all = all();
        if (all.isEmpty()) {
            throw new BackupException("There is no whole backup in " + folder);
        }
        return all.getLast();
    }
}
