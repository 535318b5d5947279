package org.proofmark.portal.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Files by digest in a folder, {@code ab/cd/abcd…}. A file is written beside its place, forced to disk, renamed into its place,
 * and the folder is forced: after that it is there through any kill, and never half.
 */
public final class FileBlobs implements Blobs {
    private static final int ASKED_AT_ONCE = 1000;

    private final Path folder;
    private final Path unfinished;
    private final InstantSource clock;
    private final Turnstiles turnstiles = new Turnstiles();

    /** @param folder made if it is not there */
    public FileBlobs(Path folder, InstantSource clock) throws IOException {
        this.folder = folder;
        this.unfinished = folder.resolve("unfinished");
        this.clock = clock;
        Files.createDirectories(unfinished);
    }

    @Override
    public Kept keep(InputStream bytes) throws IOException {
        Path file = unfinished.resolve(UUID.randomUUID().toString());
        MessageDigest digester = Sha256.digester();
        try {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digester)) {
                bytes.transferTo(out);
                channel.force(true);
            }
            return place(file, Sha256.from(digester.digest()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public Kept adopt(Path file, Consumer<Sha256> before) throws IOException {
        Sha256 digest;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                InputStream in = Channels.newInputStream(channel)) {
            digest = Sha256.of(in);
            channel.force(true);
        }
        before.accept(digest);
        return place(file, digest);
    }

    private Kept place(Path file, Sha256 digest) throws IOException {
        synchronized (turnstiles.of(digest)) {
            Path place = place(digest);
            long length = Files.size(file);
            if (Files.exists(place)) {
                // Young again, so that no sweep takes it before its row is written.
                Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
                Files.delete(file);
            } else {
                move(file, place, digest);
            }
            return new Kept(digest, length);
        }
    }

    private void move(Path file, Path place, Sha256 digest) throws IOException {
        Path parent = place.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("no folder for " + place);
        }
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
            force(folder);
            force(folder.resolve(digest.hex().substring(0, 2)));
        }
        // Its age counts from now, however long its bytes took to come.
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        force(parent);
    }

    @Override
    public Optional<InputStream> open(Sha256 digest) throws IOException {
        try {
            return Optional.of(Files.newInputStream(place(digest)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public boolean has(Sha256 digest) {
        return Files.exists(place(digest));
    }

    @Override
    public int sweep(Instant untouchedSince, UnaryOperator<Set<Sha256>> named) throws IOException {
        int removed = 0;
        List<Sha256> several = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (!isOlder(file, untouchedSince)) {
                    continue;
                }
                if (file.startsWith(unfinished)) {
                    Files.deleteIfExists(file);
                    removed++;
                } else {
                    several.add(Sha256.parse(String.valueOf(file.getFileName())));
                }
                if (several.size() == ASKED_AT_ONCE) {
                    removed += remove(several, untouchedSince, named);
                    several.clear();
                }
            }
        }
        return removed + remove(several, untouchedSince, named);
    }

    private int remove(List<Sha256> several, Instant untouchedSince, UnaryOperator<Set<Sha256>> named)
            throws IOException {
        Set<Sha256> unnamed = new HashSet<>(several);
        unnamed.removeAll(named.apply(Set.copyOf(several)));
        int removed = 0;
        for (Sha256 digest : unnamed) {
            synchronized (turnstiles.of(digest)) {
                Path file = place(digest);
                if (isOlder(file, untouchedSince)) {
                    Files.deleteIfExists(file);
                    removed++;
                }
            }
        }
        return removed;
    }

    private static boolean isOlder(Path file, Instant moment) {
        long touched = file.toFile().lastModified();
        return touched != 0 && touched < moment.toEpochMilli();
    }

    private Path place(Sha256 digest) {
        return folder.resolve(digest.path());
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
