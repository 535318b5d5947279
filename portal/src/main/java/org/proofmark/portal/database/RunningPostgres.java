package org.proofmark.portal.database;

import java.io.IOException;
import java.time.Duration;
import org.proofmark.portal.database.PostgresServer.PortTakenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our PostgreSQL at work, until {@link #close}. Should the server end before (a full disk, the system short of memory), it is
 * started again on the same port, as often as it takes: connections break, the address stays.
 */
public final class RunningPostgres implements AutoCloseable {
    static final String NAME = "proofmark";

    private static final Logger LOG = LoggerFactory.getLogger(RunningPostgres.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Starter starter;
    private final Login login;
    private final FolderLock lock;
    private PostgresServer server;
    private boolean closed;

    private RunningPostgres(Starter starter, Login login, FolderLock lock, PostgresServer server) {
        this.starter = starter;
        this.login = login;
        this.lock = lock;
        this.server = server;
    }

    /** Starts a server. */
    @FunctionalInterface
    interface Starter {
        PostgresServer start(int port) throws IOException, PortTakenException;
    }

    static RunningPostgres start(Starter starter, int port, String password, FolderLock lock)
            throws IOException, PortTakenException {
        PostgresServer server = starter.start(port);
        Login login = new Login(port, password);
        try {
            login.prove();
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        }
        RunningPostgres running = new RunningPostgres(starter, login, lock, server);
        Thread.ofVirtual().name("postgresql-watch").start(running::keepRunning);
        return running;
    }

    /** Of the database {@code proofmark}. */
    public String jdbcUrl() {
        return login.url(NAME);
    }

    /** The account, which may do everything in this server. */
    public String name() {
        return NAME;
    }

    /** The account's password. Not for any log. */
    public String password() {
        return login.password();
    }

    /** Stops the server cleanly and frees the folder. What takes longer than its limit is stopped hard. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        notifyAll();
        try {
            server.stop();
        } finally {
            lock.close();
        }
    }

    private void keepRunning() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            current().ended().join();
            if (restarted(pause)) {
                pause = FIRST_PAUSE;
            } else if (isClosed()) {
                return;
            } else {
                pause = longer(pause);
            }
        }
    }

    private synchronized PostgresServer current() {
        return server;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean restarted(Duration pause) {
        if (closed || !waited(pause)) {
            return false;
        }
        try {
            server = starter.start(login.port());
            LOG.warn("PostgreSQL had ended by itself; it runs again");
            return true;
        } catch (IOException | PortTakenException | RuntimeException e) {
            LOG.error("PostgreSQL ended by itself and does not start again yet: {}", e.getMessage());
            return false;
        }
    }

    /** False if it was closed meanwhile. */
    private synchronized boolean waited(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toMillis(); left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !closed;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
