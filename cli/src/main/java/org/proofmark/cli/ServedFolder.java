package org.proofmark.cli;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.proofmark.scout.url.Url;

/** A folder served on this machine, to this machine. */
final class ServedFolder implements AutoCloseable {
    private final HttpServer server;

    private ServedFolder(HttpServer server) {
        this.server = server;
    }

    static ServedFolder start(Path folder) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer server = SimpleFileServer.createFileServer(
                anyPort, folder.toAbsolutePath().normalize(), SimpleFileServer.OutputLevel.NONE);
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
