package org.proofmark.bench.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.proofmark.cli.Main;

/** {@code serve} in a process of its own, with its workers and its PostgreSQL. */
final class PortalProcess {
    private static final Pattern ADDRESS = Pattern.compile("Proofmark is at (\\S+)");
    private static final Pattern START_LINK = Pattern.compile("(\\S+/start/\\S+)");
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Process process;
    private final Path data;
    private final Path said;

    private PortalProcess(Process process, Path data, Path said) {
        this.process = process;
        this.data = data;
        this.said = said;
    }

    /**
     * Starts it on a free port.
     *
     * @param settings file of further settings
     * @param options for java
     * @param said where what it prints is kept, appended for standard error
     */
    static PortalProcess start(Path data, Path settings, List<String> options, Path said) throws IOException {
        List<String> command = command("serve", data, settings, options);
        command.addAll(List.of("--port", "0"));
        Files.deleteIfExists(said);
        Process process = new ProcessBuilder(command)
                .redirectOutput(said.toFile())
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(Path.of(said + ".err").toFile()))
                .start();
        PortalProcess portal = new PortalProcess(process, data.toRealPath(), said);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(portal::killAll));
        return portal;
    }

    /** A command of the portal with what the launcher gives it. */
    static List<String> command(String name, Path data, Path settings, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), name));
        command.addAll(List.of("--data", data.toString(), "--settings", settings.toString()));
        return command;
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it says where it is. */
    String address() throws IOException, InterruptedException {
        return await(ADDRESS).orElseThrow(() -> new IOException("serve did not start; see " + said + ".err"));
    }

    /** The link it printed to make the first administrator. */
    String startLink() throws IOException, InterruptedException {
        return await(START_LINK).orElseThrow(() -> new IOException("serve printed no link; see " + said));
    }

    private Optional<String> await(Pattern wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end) {
            Matcher line = wanted.matcher(Files.readString(said));
            if (line.find()) {
                return Optional.of(line.group(1));
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Kill -9 of everything that belongs to the data folder, in any order. */
    void kill(Random random) throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(all());
        Collections.shuffle(all, random);
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        killAll(); // those started meanwhile
    }

    /** Kill -9 of the program alone: its workers and its PostgreSQL are left to themselves. */
    void killAlone() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** The clean end. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Whatever of it lives. */
    final void killAll() {
        for (Set<ProcessHandle> all = all(); !all.isEmpty(); all = all()) {
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(handle -> handle.onExit()
                    .orTimeout(5, TimeUnit.SECONDS)
                    .exceptionally(late -> handle)
                    .join());
        }
    }

    private Set<ProcessHandle> all() {
        Set<ProcessHandle> all = new LinkedHashSet<>();
        if (process.isAlive()) {
            process.descendants().forEach(all::add);
            all.add(process.toHandle());
        }
        postgres().forEach(all::add);
        all.removeIf(handle -> !handle.isAlive());
        return all;
    }

    /** Processes that work in the data folder, whoever is their parent by now. */
    Stream<ProcessHandle> postgres() {
        return ProcessHandle.allProcesses().filter(handle -> {
            try {
                return Path.of("/proc", Long.toString(handle.pid()), "cwd")
                        .toRealPath()
                        .startsWith(data);
            } catch (IOException gone) {
                return false;
            }
        });
    }
}
