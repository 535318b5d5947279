package org.proofmark.portal.database;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of the server in a cluster. */
final class PostgresServer {
    private final Process process;
    private final ClusterProcesses all;
    private final Duration stopLimit;

    private PostgresServer(Process process, ClusterProcesses all, Duration stopLimit) {
        this.process = process;
        this.all = all;
        this.stopLimit = stopLimit;
    }

    /**
     * Starts a server and waits until it takes connections. One that was left behind is stopped before.
     *
     * @throws PortTakenException if another program listens there
     * @throws DatabaseException if it does not start, with what it said
     */
    static PostgresServer start(
            Cluster cluster, PostgresPrograms programs, Launcher launcher, PostgresSettings settings, int port)
            throws IOException, PortTakenException {
        ClusterProcesses all = new ClusterProcesses(cluster.files());
        all.stop(settings.stopLimit());
        PidFile pidFile = PidFile.of(cluster.files());
        pidFile.makeHarmless();
        ServerLog log = ServerLog.open(cluster.folder().resolve("log"));
        Process process = launcher.start(command(cluster, programs, port), cluster.said());
        PostgresServer server = new PostgresServer(process, all, settings.stopLimit());
        Waiting.until(settings.startLimit(), () -> !process.isAlive() || pidFile.isReady(process.pid()));
        if (process.isAlive() && pidFile.isReady(process.pid())) {
            return server;
        }
        throw server.failed(cluster, log, port);
    }

    private static List<String> command(Cluster cluster, PostgresPrograms programs, int port) {
        return List.of(
                programs.program("postgres").toString(),
                "-D",
                cluster.files().toString(),
                "-p",
                Integer.toString(port));
    }

    private DatabaseException failed(Cluster cluster, ServerLog log, int port) throws IOException, PortTakenException {
        boolean ended = !process.isAlive();
        stop();
        String said = log.said() + Files.readString(cluster.said());
        if (said.contains("Address already in use")) {
            throw new PortTakenException(port);
        }
        String what = ended ? " did not start" : " did not start in time";
        return DatabaseException.of("PostgreSQL in " + cluster.folder() + what, said);
    }

    /** Done when the server has ended, whyever. */
    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    /** Cleanly if that can be; in any case nothing of it is left. */
    void stop() {
        if (process.isAlive()) {
            Launcher.signal("INT", List.of(process.toHandle()));
            awaitEnd();
        }
        all.stop(stopLimit);
    }

    private void awaitEnd() {
        try {
            boolean _ = process.waitFor(stopLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another program listens where the server should. */
    static final class PortTakenException extends Exception {
        PortTakenException(int port) {
            super("port " + port + " of 127.0.0.1 is in use");
        }
    }
}
