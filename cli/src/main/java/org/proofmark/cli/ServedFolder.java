package org.proofmark.cli;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.proofmark.scout.url.Url;

/** A folder served on this machine, to this machine. */
final class ServedFolder implements AutoCloseable {
    private final HttpServer server;

    private ServedFolder(HttpServer server) {
        this.server = server;
    }

    /**
     * Serves a folder, at the port it had the last time: to a scan that goes on it is the same site.
     *
     * @param ports the file in which the ports of folders are remembered
     */
    static ServedFolder start(Path folder, Path ports) throws IOException {
        Properties known = new Properties();
        if (Files.exists(ports)) {
            try (Reader in = Files.newBufferedReader(ports)) {
                known.load(in);
            }
        }
        String name = folder.toRealPath().toString();
        ServedFolder served = start(folder, Integer.parseInt(known.getProperty(name, "0")));
        known.setProperty(name, Integer.toString(served.server.getAddress().getPort()));
        try (Writer out = Files.newBufferedWriter(ports)) {
            known.store(out, null);
        }
        return served;
    }

    private static ServedFolder start(Path folder, int port) throws IOException {
        try {
            return at(folder, port);
        } catch (UncheckedIOException taken) {
            if (port == 0) {
                throw new IOException("no port to serve %s at: %s".formatted(folder, Failures.line(taken)), taken);
            }
            return at(folder, 0);
        }
    }

    private static ServedFolder at(Path folder, int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server = SimpleFileServer.createFileServer(
                address, folder.toAbsolutePath().normalize(), SimpleFileServer.OutputLevel.NONE);
        server.start();
        return new ServedFolder(server);
    }

    /** Its start page. */
    Url url() {
        return Url.of("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
