package org.proofmark.portal.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Copies PostgreSQL's own files, at work or not, so that a server started on the copy recovers by itself to the moment at which the
 * copying ended.
 *
 * <p>At work it is the low-level backup of PostgreSQL's manual (chapter 25.3.3): {@code pg_backup_start}, a copy of the files as they
 * happen to be, {@code pg_backup_stop}, and then the log of all that was written meanwhile, by which recovery mends what was copied
 * half old and half new ({@code full_page_writes} is on). A replication slot that ends with the session keeps that log from being
 * reused before it is copied.
 */
public final class ClusterCopy {
    private static final String LOG_FOLDER = "pg_wal";
    private static final String CONTROL = "global/pg_control";
    private static final String LABEL = "backup_label";
    private static final String TABLESPACES = "tablespace_map";

    /** Folders that must be there and whose content is of the running server alone. */
    private static final Set<String> LEFT_EMPTY = Set.of(
            "pg_dynshmem", "pg_notify", "pg_replslot", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", LABEL, TABLESPACES, "backup_manifest", "current_logfiles");

    private final Path files;
    private final Sink sink;

    private ClusterCopy(Path files, Sink sink) {
        this.files = files;
        this.sink = sink;
    }

    /** Takes the files. Names are those in PostgreSQL's data directory, with {@code /} between their parts. */
    public interface Sink {
        void folder(String name) throws IOException;

        /** A file; if it is no longer there when it is read, {@link NoSuchFileException}. */
        void file(String name, Path from) throws IOException;

        void text(String name, String text) throws IOException;
    }

    /** How it was copied. */
    public enum Kind {
        /** While a server was at work. */
        AT_WORK,
        /** While none was. */
        AT_REST
    }

    /**
     * Copies the database of a data folder.
     *
     * @param data Proofmark's data folder
     * @throws DatabaseException if it has no database of its own, or the portal is just starting or stopping
     * @throws IOException if a file cannot be read, or not be taken
     */
    public static Kind copy(Path data, Sink sink) throws IOException {
        Path folder = data.resolve("database");
        Cluster cluster = new Cluster(folder);
        ClusterCopy copy = new ClusterCopy(cluster.files(), sink);
        if (!Files.isDirectory(cluster.files())) {
            throw new DatabaseException(
                    "There is no database in " + data,
                    "Name the folder that `./proofmark serve --data` was given; a PostgreSQL of your own is backed up by its own tools");
        }
        try {
            if (PidFile.of(cluster.files()).readyPort().isPresent()) {
                copy.atWork(PostgresFolder.reach(data));
                return Kind.AT_WORK;
            }
            FolderLock lock = FolderLock.take(folder);
            try {
                copy.atRest();
                return Kind.AT_REST;
            } finally {
                lock.close();
            }
        } catch (SQLException e) {
            throw DatabaseException.of("The database in " + data + " cannot be copied", String.valueOf(e.getMessage()));
        }
    }

    private void atRest() throws IOException {
        walk("", true);
    }

    private void atWork(PostgresFolder.Access access) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(access.jdbcUrl(), access.name(), access.password());
                Statement sql = connection.createStatement()) {
            sql.execute("select pg_create_physical_replication_slot('backup_%d', true, true)"
                    .formatted(ProcessHandle.current().pid()));
            String first = one(sql, "select pg_walfile_name(pg_backup_start('proofmark', true))");
            walk("", false);
            sink.file(CONTROL, files.resolve(CONTROL));
            log(first, stop(connection));
        }
    }

    private static String one(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Ends the copying; answers the segment of the log up to which it must be read. */
    private String stop(Connection connection) throws SQLException, IOException {
        try (PreparedStatement stop = connection.prepareStatement(
                        "select labelfile, spcmapfile, pg_walfile_name(lsn) from pg_backup_stop(false)");
                ResultSet row = stop.executeQuery()) {
            row.next();
            sink.text(LABEL, row.getString(1));
            if (!row.getString(2).isBlank()) {
                throw new IOException("the database has tablespaces outside its folder, which are not copied");
            }
            return row.getString(3);
        }
    }

    /** The log from one segment to another; segments of one time line sort by name. */
    private void log(String first, String last) throws IOException {
        for (Path segment : DurableFiles.in(files.resolve(LOG_FOLDER))) {
            String name = segment.getFileName().toString();
            boolean between = name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
            if (name.matches("[0-9A-F]{24}") && between || name.endsWith(".history")) {
                sink.file(LOG_FOLDER + "/" + name, segment);
            }
        }
    }

    private void walk(String from, boolean atRest) throws IOException {
        Files.walkFileTree(files.resolve(from), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = name(folder);
                if (!name.isEmpty()) {
                    sink.folder(name);
                }
                return LEFT_EMPTY.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = name(file);
                if (wanted(name, atRest)) {
                    copy(name, file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // dropped meanwhile, as the log tells
                }
                throw failure;
            }
        });
    }

    private static boolean wanted(String name, boolean atRest) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        boolean passing =
                LEFT_OUT.contains(name) || last.startsWith("pgsql_tmp") || last.startsWith("pg_internal.init");
        boolean later = !atRest && (name.equals(CONTROL) || name.startsWith(LOG_FOLDER + "/"));
        return !passing && !later;
    }

    private void copy(String name, Path file) throws IOException {
        try {
            sink.file(name, file);
        } catch (NoSuchFileException gone) {
            if (!gone.getFile().equals(file.toString())) {
                throw gone;
            }
        }
    }

    private String name(Path path) {
        return files.relativize(path).toString().replace('\\', '/');
    }
}
