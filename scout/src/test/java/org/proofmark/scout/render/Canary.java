package org.proofmark.scout.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts whoever comes to one port of loopback, by TCP or UDP. Nobody should. */
final class Canary implements AutoCloseable {
    private final ServerSocket server;
    private final DatagramSocket datagrams;
    private final AtomicInteger visits = new AtomicInteger();

    Canary() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        datagrams =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.getLocalPort()));
        Thread.ofVirtual().start(this::acceptAll);
        Thread.ofVirtual().start(this::receiveAll);
    }

    int port() {
        return server.getLocalPort();
    }

    int visits() {
        return visits.get();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try (Socket _ = server.accept()) {
                visits.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void receiveAll() {
        while (!datagrams.isClosed()) {
            try {
                datagrams.receive(new DatagramPacket(new byte[64], 64));
                visits.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            datagrams.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
