package org.proofmark.bench.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/** Twelve servers of this machine that misbehave, each in its own way and at a loopback address of its own. */
final class UnrulyServers implements AutoCloseable {
    private static final int FIRST = 20;
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final List<ServerSocket> doors = new ArrayList<>();

    /** What one does with a connection whose request it has read. */
    @FunctionalInterface
    private interface Manner {
        void answer(Socket client, OutputStream out) throws IOException, InterruptedException;
    }

    /** Opens all of them. */
    static UnrulyServers open() throws IOException {
        UnrulyServers all = new UnrulyServers();
        byte[] bomb = bomb();
        all.add((client, out) -> drip(out, OK + "Content-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000)));
        all.add((client, out) -> drip(out, OK + "X-A: " + "x".repeat(1_000_000)));
        all.add((client, out) -> new CountDownLatch(1).await());
        all.add((client, out) -> {
            out.write((OK + "\r\n").getBytes(ISO_8859_1));
            while (!client.isClosed()) {
                out.write(new byte[8_192]);
            }
        });
        all.says(OK + "Content-Length: 100\r\n\r\nshort");
        all.says(OK + "X-A: b\r\n".repeat(5_000) + "\r\n");
        all.says("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
        all.says("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n");
        all.add((client, out) -> {
            out.write((OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
            out.write(bomb);
        });
        all.says(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\nbroken");
        all.add((client, out) -> {
            out.write((OK + "Content-Length: 100\r\n\r\nx").getBytes(ISO_8859_1));
            client.setSoLinger(true, 0);
        });
        all.says("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(5_000) + OK + "\r\n");
        return all;
    }

    /** Their start pages. */
    List<String> addresses() {
        return doors.stream()
                .map(door -> "http://%s:%d/".formatted(door.getInetAddress().getHostAddress(), door.getLocalPort()))
                .toList();
    }

    private void says(String text) throws IOException {
        add((client, out) -> out.write(text.getBytes(ISO_8859_1)));
    }

    private void add(Manner manner) throws IOException {
        ServerSocket door = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0." + (FIRST + doors.size())));
        doors.add(door);
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try {
                    Socket client = door.accept();
                    Thread.ofVirtual().start(() -> serve(client, manner));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static void serve(Socket client, Manner manner) {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                // the request is of no interest
            }
            manner.answer(client, client.getOutputStream());
        } catch (IOException gone) {
            // the other side has had enough
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drip(OutputStream out, String text) throws IOException, InterruptedException {
        for (byte unit : text.getBytes(ISO_8859_1)) {
            out.write(unit);
            out.flush();
            Thread.sleep(20);
        }
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            for (int megabyte = 0; megabyte < 200; megabyte++) {
                packing.write(new byte[1 << 20]);
            }
        }
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket door : doors) {
            door.close();
        }
    }
}
