package org.proofmark.portal.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the server writes into its log from a moment on. */
final class ServerLog {
    /** Larger files of earlier days are let go at a start. */
    private static final long KEPT_BYTES = 10L << 20;

    private final Path folder;
    private final Map<Path, Long> before = new HashMap<>();

    private ServerLog(Path folder) {
        this.folder = folder;
    }

    /** From now on. */
    static ServerLog open(Path folder) throws IOException {
        Files.createDirectories(folder, DurableFiles.OWNER_ONLY_FOLDER);
        ServerLog log = new ServerLog(folder);
        for (Path file : log.files()) {
            long size = Files.size(file);
            if (size > KEPT_BYTES) {
                Files.delete(file);
            } else {
                log.before.put(file, size);
            }
        }
        return log;
    }

    /** All the server said. */
    String said() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            int known = Math.toIntExact(Math.min(bytes.length, before.getOrDefault(file, 0L)));
            all.append(new String(bytes, known, bytes.length - known, StandardCharsets.UTF_8));
        }
        return all.toString();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
