package org.proofmark.portal.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A data folder made once for all tests of this process: unpacking and initdb are most of a first start. */
final class ReadyFolder {
    private static final Path MADE = make();

    private ReadyFolder() {}

    private static Path make() {
        try {
            Path data = Files.createTempDirectory("proofmark-database");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data)));
            Writer.start(data).close();
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path data) {
        try {
            DurableFiles.deleteAll(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The unpacked programs, without a database. */
    static void linkPrograms(Path data) throws IOException {
        String name = "postgresql-" + PostgresPrograms.VERSION;
        each(MADE.resolve(name), data.resolve(name), (from, to) -> {
            if (Files.isSymbolicLink(from)) {
                Files.createSymbolicLink(to, Files.readSymbolicLink(from));
            } else {
                Files.createLink(to, from);
            }
        });
    }

    /** Programs and a stopped database. */
    static void copy(Path data) throws IOException {
        linkPrograms(data);
        each(
                MADE.resolve("database"),
                data.resolve("database"),
                (from, to) -> Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES));
    }

    private static void each(Path from, Path to, Copying copying) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                Path place = to.resolve(from.relativize(path));
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.copy(path, place, StandardCopyOption.COPY_ATTRIBUTES);
                } else {
                    copying.file(path, place);
                }
            }
        }
    }

    @FunctionalInterface
    private interface Copying {
        void file(Path from, Path to) throws IOException;
    }
}
