package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.scout.url.Url;

/** The folders a scan serves to itself. */
final class ServedFolders implements AutoCloseable {
    private final List<ServedFolder> servers = new ArrayList<>();

    private ServedFolders() {}

    /**
     * Serves each folder at the port it had the last time.
     *
     * @param ports the file in which the ports of folders are remembered
     */
    static ServedFolders start(List<Path> folders, Path ports) throws IOException {
        ServedFolders all = new ServedFolders();
        boolean started = false;
        try {
            for (Path folder : folders) {
                all.servers.add(ServedFolder.start(folder, ports));
            }
            started = true;
            return all;
        } finally {
            if (!started) {
                all.close();
            }
        }
    }

    /** Their start pages. */
    List<Url> urls() {
        return servers.stream().map(ServedFolder::url).toList();
    }

    @Override
    public void close() {
        servers.forEach(ServedFolder::close);
    }
}
