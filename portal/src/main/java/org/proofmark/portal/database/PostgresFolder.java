package org.proofmark.portal.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.proofmark.portal.database.PostgresServer.PortTakenException;

/**
 * The folder of our own PostgreSQL: everything of it, below {@code database} in Proofmark's data folder. One process at a
 * time has it.
 *
 * <pre>
 * DATA/postgresql-VERSION    programs, unpacked once; may be deleted while nothing runs
 * DATA/database/cluster      PostgreSQL's data directory
 * DATA/database/password     of the one account, which may do everything
 * DATA/database/lock         names the process that has the folder
 * DATA/database/log          PostgreSQL's log, a ring of seven days
 * </pre>
 */
public final class PostgresFolder {
    /** A file that is in a data folder as long as a backup is being put there. */
    public static final String RESTORING = "restoring";

    private static final int PORTS_TRIED = 10;

    private final Path data;
    private final PostgresSettings settings;
    private final SecureRandom random;

    /**
     * Touches nothing yet.
     *
     * @param data Proofmark's data folder; made if missing
     * @param random for the password of a new database
     */
    public PostgresFolder(Path data, PostgresSettings settings, SecureRandom random) {
        this.data = data.toAbsolutePath().normalize();
        this.settings = settings;
        this.random = random;
    }

    /**
     * Starts the server; makes its folder first if there is none. Waits until it takes connections.
     *
     * @throws DatabaseException if that cannot be: in use by another process, another version's, no permission, no space
     */
    public RunningPostgres start() {
        PostgresPrograms.requirePlatform();
        if (Files.exists(data.resolve(RESTORING))) {
            throw new DatabaseException(
                    "A backup was being put into " + data + ", and that has not ended",
                    "Run the same `./proofmark restore` again");
        }
        try {
            Path folder = Files.createDirectories(data.resolve("database"), DurableFiles.OWNER_ONLY_FOLDER);
            return startLocked(new Cluster(folder.toRealPath()), FolderLock.take(folder));
        } catch (IOException e) {
            throw DatabaseException.of("The database in " + data + " cannot be started", e);
        }
    }

    /** Of the files that the programs here serve. */
    public static String majorVersion() {
        return PostgresPrograms.MAJOR;
    }

    /** How to enter a server that runs. The password belongs in no log. */
    public record Access(String jdbcUrl, String name, String password) {
        @Override
        public String toString() {
            return jdbcUrl + " as " + name;
        }
    }

    /**
     * How to enter the server that another process of ours runs in a folder.
     *
     * @param data Proofmark's data folder
     * @throws DatabaseException if none does
     */
    public static Access reach(Path data) {
        Cluster cluster = new Cluster(data.resolve("database"));
        try {
            int port = PidFile.of(cluster.files())
                    .readyPort()
                    .orElseThrow(() -> new DatabaseException(
                            "No portal runs on the database in " + data,
                            "Start `./proofmark serve --data %s` first".formatted(data)));
            String password = cluster.password();
            return new Access(new Login(port, password).url(RunningPostgres.NAME), RunningPostgres.NAME, password);
        } catch (IOException e) {
            throw DatabaseException.of("The database in " + data + " cannot be reached", e);
        }
    }

    private RunningPostgres startLocked(Cluster cluster, FolderLock lock) throws IOException {
        try {
            PostgresPrograms programs = PostgresPrograms.in(data);
            Launcher launcher = new Launcher();
            cluster.prepare(programs, launcher, settings, random);
            String password = cluster.password();
            RunningPostgres.Starter starter = port -> PostgresServer.start(cluster, programs, launcher, settings, port);
            return onFreePort(starter, password, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Between asking for a free port and using it another program may take it: then another one is asked for. */
    private static RunningPostgres onFreePort(RunningPostgres.Starter starter, String password, FolderLock lock)
            throws IOException {
        for (int tried = 1; ; tried++) {
            int port = freePort();
            try {
                return RunningPostgres.start(starter, port, password, lock);
            } catch (PortTakenException e) {
                if (tried == PORTS_TRIED) {
                    throw new IOException(PORTS_TRIED + " free ports were all taken at once", e);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
