package org.proofmark.portal.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The PostgreSQL processes at work in one cluster's folder, whoever started them.
 *
 * <p>A number in a file proves nothing: by now it may be another process's. So processes are asked, not the file: a
 * PostgreSQL of this folder runs a program of that name and works in the folder. Where the system does not tell the
 * working folder, its arguments must name it.
 *
 * @param cluster without links in its path
 */
record ClusterProcesses(Path cluster) {
    private static final Path PROC = Path.of("/proc");
    private static final boolean SYSTEM_TELLS = Files.exists(PROC.resolve("self/cwd"));

    List<ProcessHandle> living() {
        return ProcessHandle.allProcesses().filter(this::servesUs).toList();
    }

    /**
     * Stops them all: cleanly, then hard, then by force.
     *
     * @param limit for the clean stop; the others have a few seconds
     * @throws DatabaseException if one is left even so
     */
    void stop(Duration limit) {
        List<ProcessHandle> left = living();
        if (left.isEmpty() || gone("INT", servers(left), limit) || gone("QUIT", living(), Duration.ofSeconds(5))) {
            return;
        }
        if (!gone("KILL", living(), Duration.ofSeconds(5))) {
            throw new DatabaseException(
                    "PostgreSQL processes in " + cluster + " cannot be stopped: "
                            + living().stream().map(ProcessHandle::pid).toList(),
                    "Stop them by hand");
        }
    }

    private boolean gone(String signal, List<ProcessHandle> processes, Duration limit) {
        Launcher.signal(signal, processes);
        return Waiting.until(limit, () -> living().isEmpty());
    }

    /** Those that no other of them has started: to the rest INT means something else. */
    private static List<ProcessHandle> servers(List<ProcessHandle> processes) {
        return processes.stream()
                .filter(process -> process.parent().filter(processes::contains).isEmpty())
                .toList();
    }

    /** The folder first: asking for more of every process of the system takes long. */
    private boolean servesUs(ProcessHandle process) {
        return (SYSTEM_TELLS ? worksHere(process) : namesUs(process))
                && process.info()
                        .command()
                        .filter(program ->
                                Path.of(program).getFileName().toString().startsWith("postgres"))
                        .isPresent();
    }

    private boolean worksHere(ProcessHandle process) {
        Path folder = PROC.resolve(Long.toString(process.pid())).resolve("cwd");
        try {
            return Files.readSymbolicLink(folder).equals(cluster);
        } catch (IOException e) {
            return false; // gone meanwhile, or another account's
        }
    }

    private boolean namesUs(ProcessHandle process) {
        return process.info()
                .arguments()
                .filter(arguments -> List.of(arguments).contains(cluster.toString()))
                .isPresent();
    }
}
