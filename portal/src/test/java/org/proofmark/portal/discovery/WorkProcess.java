package org.proofmark.portal.discovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.proofmark.portal.RunningWorker;
import org.proofmark.portal.WorkOptions;
import org.proofmark.portal.platform.DatabaseAddress;

/** A process of its own that walks sources, to be killed. */
final class WorkProcess {
    private WorkProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        RunningWorker.start(new WorkOptions(
                Path.of(arguments[0]),
                Optional.of(new DatabaseAddress(arguments[1], arguments[2], arguments[3])),
                Optional.of(Path.of(arguments[4]))));
        System.out.println("walking");
        new CountDownLatch(1).await();
    }

    /** Starts one; returns when it walks. */
    static Process start(Path data, DatabaseAddress database, Path settings) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkProcess.class.getName(),
                data.toString(),
                database.jdbcUrl(),
                database.name(),
                database.password(),
                settings.toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = process.inputReader();
        String line = said.readLine();
        while (line != null && !line.equals("walking")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("it ended before it walked: " + process.exitValue());
        }
        Thread.ofVirtual().start(() -> said.lines().forEach(any -> {}));
        return process;
    }
}
