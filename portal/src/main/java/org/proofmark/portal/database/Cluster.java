package org.proofmark.portal.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of PostgreSQL's own files, and the password to it.
 *
 * <p>It is made beside its place and moved there when whole; the password is on the disk before. A kill in between leaves
 * something that the next start makes anew.
 *
 * @param folder holds {@code cluster}, {@code password}, {@code log}
 */
record Cluster(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final int PASSWORD_BYTES = 32;
    private static final String HALF_MADE = "cluster.new";

    /** PostgreSQL's data directory. */
    Path files() {
        return folder.resolve("cluster");
    }

    /** What the program at work said before its own log was open. */
    Path said() {
        return folder.resolve("said.log");
    }

    String password() throws IOException {
        Path file = passwordFile();
        if (!Files.exists(file)) {
            throw new DatabaseException(
                    "The database's password is missing: " + file, "Put the file back from a backup of the folder");
        }
        return Files.readString(file).strip();
    }

    /** Makes what is missing, and refuses what these programs cannot serve. */
    void prepare(PostgresPrograms programs, Launcher launcher, PostgresSettings settings, SecureRandom random)
            throws IOException {
        if (!Files.exists(files())) {
            make(programs, launcher, random);
        }
        clearHalfMade();
        String version = Files.readString(files().resolve("PG_VERSION")).strip();
        if (!version.equals(PostgresPrograms.MAJOR)) {
            throw new DatabaseException(
                    "The database in %s was made by PostgreSQL %s, and this Proofmark brings %s"
                            .formatted(files(), version, PostgresPrograms.VERSION),
                    "Use the Proofmark that made it, move the data with pg_dump and restore it into a new folder");
        }
        ServerConfiguration.write(files(), settings);
    }

    private void make(PostgresPrograms programs, Launcher launcher, SecureRandom random) throws IOException {
        if (!Files.exists(passwordFile())) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            DurableFiles.write(
                    passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
        }
        Path made = Files.createTempDirectory(folder, HALF_MADE);
        Launcher.Ended ended = launcher.run(initdb(programs, made), said());
        if (ended.code() != 0) {
            throw DatabaseException.of("The database in " + folder + " cannot be made", ended.said());
        }
        DurableFiles.move(made, files());
    }

    /** Where a program of a killed start still writes, which its watch is about to stop, the next start clears away. */
    private void clearHalfMade() throws IOException {
        try (DirectoryStream<Path> halfMade = Files.newDirectoryStream(folder, HALF_MADE + "*")) {
            for (Path old : halfMade) {
                clear(old);
            }
        }
    }

    private static void clear(Path halfMade) {
        try {
            DurableFiles.deleteAll(halfMade);
        } catch (IOException | UncheckedIOException changing) {
            LOG.info("left for the next start: {}", changing.toString());
        }
    }

    /** Files are checked by checksums; text sorts by code point everywhere alike, whatever the system's locales. */
    private List<String> initdb(PostgresPrograms programs, Path made) {
        return List.of(
                programs.program("initdb").toString(),
                "--pgdata=" + made,
                "--username=" + RunningPostgres.NAME,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--text-search-config=simple");
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }
}
