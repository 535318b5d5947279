package org.proofmark.scout.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofmark.scout.url.Url;

/** A server on loopback that says just what it is told to, right or wrong. */
public final class PlainServer implements AutoCloseable {
    /** What it says to one connection; may go on as long as it likes. */
    @FunctionalInterface
    public interface Speech {
        void to(String target, Socket client, OutputStream out) throws Exception;
    }

    private final ServerSocket listener;
    private final Speech speech;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();
    private final List<List<String>> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    public PlainServer(Speech speech) {
        this(listening(), speech);
    }

    public PlainServer(ServerSocket listener, Speech speech) {
        this.listener = listener;
        this.speech = speech;
        Thread.ofVirtual().start(this::listen);
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says one text and hangs up. */
    public static PlainServer saying(String text) {
        return new PlainServer((target, client, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Says one text without listening first. */
    static PlainServer interrupting(String text) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()) {
            @Override
            public Socket accept() throws IOException {
                Socket client = super.accept();
                client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                return client;
            }
        };
        return new PlainServer(listener, (target, client, out) -> {});
    }

    /** Answers with a status, fields (each with its line end) and a body of the right length. */
    public static byte[] answer(int status, String fields, byte[] body) {
        byte[] head = ("HTTP/1.1 " + status + " Fine\r\n" + fields + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    public static byte[] answer(int status, String fields, String body) {
        return answer(status, fields, body.getBytes(StandardCharsets.UTF_8));
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.incrementAndGet();
                clients.add(client);
                Thread.ofVirtual().start(() -> speak(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void speak(Socket client) {
        try (client) {
            List<String> request = readRequest(client);
            requests.add(request);
            String target = request.isEmpty() ? "" : request.getFirst().replaceAll("^\\S+ | \\S+$", "");
            speech.to(target, client, client.getOutputStream());
            client.getOutputStream().flush();
        } catch (Exception e) {
            hungUp.incrementAndGet();
        }
    }

    /** The header lines of the next request; none where the other side has hung up. */
    static List<String> readRequest(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        List<String> request = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            request.add(line);
        }
        return request;
    }

    /** Encrypted with the certificate of the tests. */
    static PlainServer encrypted(Speech speech) throws IOException {
        ServerSocket listener =
                Loopback.trust().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new PlainServer(listener, speech);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Where it listens. */
    public InetSocketAddress at() {
        return new InetSocketAddress(listener.getInetAddress(), port());
    }

    public int connections() {
        return connections.get();
    }

    /** The header lines of every request so far. */
    public List<List<String>> requests() {
        return requests;
    }

    public Url url(String target) {
        return Url.of("http://site.example:" + port() + target);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
