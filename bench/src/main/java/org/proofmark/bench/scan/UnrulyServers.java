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
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Fourteen servers of this machine that misbehave, each in its own way and at a loopback address of its own. A name whose
 * addresses change is not among them: a scan's process asks the system's name server, which nobody here may bend; the scout's
 * own tests do that with a resolver of theirs.
 */
final class UnrulyServers implements AutoCloseable {
    private static final int FIRST = 20;
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    /** Links of the server that is overloaded. */
    private static final int STORM = 50;

    private final List<ServerSocket> doors = new ArrayList<>();

    /** What one does with a connection whose request it has read. */
    @FunctionalInterface
    private interface Manner {
        void answer(String target, Socket client, OutputStream out) throws IOException, InterruptedException;
    }

    /** Opens all of them. */
    static UnrulyServers open() throws IOException {
        UnrulyServers all = new UnrulyServers();
        byte[] bomb = bomb();
        all.add((target, client, out) -> drip(out, OK + "Content-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000)));
        all.add((target, client, out) -> drip(out, OK + "X-A: " + "x".repeat(1_000_000)));
        all.add((target, client, out) -> new CountDownLatch(1).await());
        all.add((target, client, out) -> {
            out.write((OK + "\r\n").getBytes(ISO_8859_1));
            while (!client.isClosed()) {
                out.write(new byte[8_192]);
            }
        });
        all.says(OK + "Content-Length: 100\r\n\r\nshort");
        all.says(OK + "X-A: b\r\n".repeat(5_000) + "\r\n");
        all.says("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
        all.says("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n");
        all.add((target, client, out) -> {
            out.write((OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
            out.write(bomb);
        });
        all.says(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\nbroken");
        all.add((target, client, out) -> {
            out.write((OK + "Content-Length: 100\r\n\r\nx").getBytes(ISO_8859_1));
            client.setSoLinger(true, 0);
        });
        all.says("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(5_000) + OK + "\r\n");
        all.add((target, client, out) -> out.write(storm(target).getBytes(ISO_8859_1)));
        all.add(withoutCertificate(), (target, client, out) -> client.close());
        return all;
    }

    /** Its start page leads to many others, each of which is too much for it. */
    private static String storm(String target) {
        if (target.equals("/robots.txt")) {
            return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        }
        if (!target.equals("/")) {
            return "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";
        }
        String page = IntStream.range(0, STORM)
                .mapToObj("<a href=/%d>x</a>"::formatted)
                .collect(Collectors.joining());
        return OK + "Content-Type: text/html\r\nContent-Length: " + page.length() + "\r\n\r\n" + page;
    }

    /** Speaks TLS, but has nothing to show for who it is: no handshake comes to an end. */
    private static ServerSocketFactory withoutCertificate() throws IOException {
        try {
            SSLContext nobody = SSLContext.getInstance("TLS");
            nobody.init(new KeyManager[0], null, null);
            return nobody.getServerSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK has no TLS", e);
        }
    }

    /** Their start pages. */
    List<String> addresses() {
        return doors.stream()
                .map(door -> "%s://%s:%d/"
                        .formatted(
                                door instanceof SSLServerSocket ? "https" : "http",
                                door.getInetAddress().getHostAddress(),
                                door.getLocalPort()))
                .toList();
    }

    private void says(String text) throws IOException {
        add((target, client, out) -> out.write(text.getBytes(ISO_8859_1)));
    }

    private void add(Manner manner) throws IOException {
        add(ServerSocketFactory.getDefault(), manner);
    }

    private void add(ServerSocketFactory doorways, Manner manner) throws IOException {
        ServerSocket door =
                doorways.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0." + (FIRST + doors.size())));
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
            String first = in.readLine();
            for (String line = first; line != null && !line.isEmpty(); line = in.readLine()) {
                // the rest of the request is of no interest
            }
            String target = first == null ? "" : first.replaceAll("^\\S+ | \\S+$", "");
            manner.answer(target, client, client.getOutputStream());
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
