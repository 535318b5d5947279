package org.proofmark.portal.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A process that has the folder, and commits row after row until it is killed, telling each when it is acknowledged. */
final class Writer {
    private final Process process;
    private final BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    private final Thread listener;

    private Writer(Process process) {
        this.process = process;
        this.listener = Thread.ofVirtual().start(this::listen);
    }

    /** Arguments: data folder, first number. */
    public static void main(String[] arguments) throws SQLException {
        try (RunningPostgres running = start(Path.of(arguments[0]));
                Connection connection = Rows.connect(running);
                PreparedStatement insert = Rows.insert(connection)) {
            for (long number = Long.parseLong(arguments[1]); ; number++) {
                insert.setLong(1, number);
                insert.execute();
                System.out.println(number);
            }
        }
    }

    /** A small server in this process. */
    static RunningPostgres start(Path data) {
        return new PostgresFolder(data, Rows.SMALL, new SecureRandom()).start();
    }

    static Writer fork(Path data, long first) throws IOException {
        return new Writer(new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        data.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().map(Long::valueOf).forEach(told::add);
        } catch (IOException | java.io.UncheckedIOException ignored) {
            // Killed: what was told is told.
        }
    }

    /** Waits for so many more acknowledged rows; answers them. */
    List<Long> await(int rows) throws InterruptedException {
        List<Long> acknowledged = new ArrayList<>();
        while (acknowledged.size() < rows) {
            acknowledged.add(told.take());
        }
        return acknowledged;
    }

    /** All rows told and not yet asked for; the process is dead afterwards. */
    List<Long> kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the pipe too
        process.waitFor();
        listener.join();
        List<Long> rest = new ArrayList<>();
        told.drainTo(rest);
        return rest;
    }

    long pid() {
        return process.pid();
    }
}
