package org.proofmark.portal.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from the archive on the class path.
 *
 * @param folder has {@code bin}, {@code lib} and {@code share}
 */
record PostgresPrograms(Path folder) {
    /** Of the archive on the class path. */
    static final String VERSION = "18.6.0";

    /** The version of folders these programs can serve. */
    static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

    /** The programs, unpacked beside the other data unless they are there. Only whoever has the folder's lock may ask. */
    static PostgresPrograms in(Path data) throws IOException {
        Path place = data.resolve("postgresql-" + VERSION);
        if (!Files.exists(place)) {
            Path unpacked = data.resolve("postgresql-" + VERSION + ".new");
            DurableFiles.deleteAll(unpacked);
            unpack(unpacked);
            DurableFiles.forceAll(unpacked);
            DurableFiles.move(unpacked, place);
        }
        return new PostgresPrograms(place);
    }

    /** Where {@code initdb} or {@code postgres} is. */
    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static void unpack(Path target) throws IOException {
        Files.createDirectories(target, DurableFiles.OWNER_ONLY_FOLDER);
        String name = archive(platform(System.getProperty("os.name"), System.getProperty("os.arch")));
        InputStream archive = Objects.requireNonNull(PostgresPrograms.class.getResourceAsStream(name));
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path place) throws IOException {
        Files.createDirectories(entry.isDirectory() ? place : place.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, place);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
        }
    }

    /** @throws DatabaseException if there are no programs for this machine */
    static void requirePlatform() {
        requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static void requirePlatform(String system, String processor) {
        String platform = platform(system, processor);
        if (PostgresPrograms.class.getResource(archive(platform)) == null) {
            throw new DatabaseException(
                    "This Proofmark brings no PostgreSQL for " + platform,
                    "Use a build of Proofmark for this platform");
        }
    }

    private static String archive(String platform) {
        return "/postgres-" + platform + ".txz";
    }

    /** As the archives' names spell it. */
    static String platform(String system, String processor) {
        String name = system.startsWith("Mac") ? "darwin" : system.toLowerCase(Locale.ROOT);
        return name + "-"
                + switch (processor) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    case String other -> other;
                };
    }
}
