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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files by digest in a folder, {@code ab/cd/abcd…}. A file is written beside its place, forced to disk, renamed into its place,
 * and the folder is forced: after that it is there through any kill, and never half.
 */
public final class FileBlobs implements Blobs {
    private final Path folder;
    private final Path unfinished;
    private final InstantSource clock;

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
    public Kept adopt(Path file) throws IOException {
        MessageDigest digester = Sha256.digester();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                InputStream in = Channels.newInputStream(channel)) {
            byte[] part = new byte[1 << 16];
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                digester.update(part, 0, length);
            }
            channel.force(true);
        }
        return place(file, Sha256.from(digester.digest()));
    }

    private Kept place(Path file, Sha256 digest) throws IOException {
        Path place = place(digest);
        long length = Files.size(file);
        if (Files.exists(place)) {
            // Young again, so that no sweep takes it before its row is written.
            Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
            Files.delete(file);
            return new Kept(digest, length);
        }
        Path parent = place.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("no folder for " + place);
        }
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
            force(folder);
            force(folder.resolve(digest.hex().substring(0, 2)));
        }
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        force(parent);
        return new Kept(digest, length);
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
    public int sweep(Instant untouchedSince, Predicate<Sha256> named) throws IOException {
        int removed = 0;
        for (Path file : old(untouchedSince)) {
            if (file.startsWith(unfinished)
                    || !named.test(Sha256.parse(file.getFileName().toString()))) {
                Files.deleteIfExists(file);
                removed++;
            }
        }
        return removed;
    }

    private List<Path> old(Instant untouchedSince) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().lastModified() < untouchedSince.toEpochMilli())
                    .toList();
        }
    }

    private Path place(Sha256 digest) {
        String hex = digest.hex();
        return folder.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
