package org.proofmark.portal.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code postmaster.pid}, in which a server tells its number and how far it is (PostgreSQL's {@code pidfile.h}). */
record PidFile(Path file) {
    private static final int PORT = 3;
    private static final int STATUS = 7;

    static PidFile of(Path cluster) {
        return new PidFile(cluster.resolve("postmaster.pid"));
    }

    /** Whether that server takes connections. */
    boolean isReady(long pid) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() > STATUS
                    && lines.getFirst().equals(Long.toString(pid))
                    && lines.get(STATUS).startsWith("ready");
        } catch (IOException e) {
            return false; // not there yet
        }
    }

    /** The port of a living server that takes connections. */
    Optional<Integer> readyPort() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        boolean ready = lines.size() > STATUS
                && lines.get(STATUS).startsWith("ready")
                && ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).isPresent();
        return ready ? Optional.of(Integer.parseInt(lines.get(PORT).strip())) : Optional.empty();
    }

    /**
     * Sees to it that a file left behind does not keep a new server from starting, as it would if its number were another
     * process's by now. Only when no server is left in the folder.
     *
     * <p>The number becomes ours: a server takes the number of its own parent for a remnant. The other lines stay, by which
     * it looks for processes that still hold the old server's memory.
     */
    void makeHarmless() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < STATUS) {
            Files.delete(file); // a power loss: no server is ever ready without these lines
            return;
        }
        String rest = String.join("\n", lines.subList(1, lines.size()));
        DurableFiles.write(file, ProcessHandle.current().pid() + "\n" + rest + "\n");
    }
}
