package org.proofmark.portal.identity;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server (RFC 5321, as much as is needed) that keeps what comes. */
final class PostBox implements AutoCloseable {
    /** What came: to whom, and the text. */
    record Letter(String to, String subject, String text) {}

    private final ServerSocket server;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();

    PostBox() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    List<Letter> to(String address) {
        return letters.stream().filter(letter -> letter.to().equals(address)).toList();
    }

    /** Waits for a mail to an address in which a pattern is found: its first group. */
    String await(String address, String pattern) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        synchronized (letters) {
            while (System.nanoTime() < end) {
                for (Letter letter : to(address)) {
                    Matcher found = Pattern.compile(pattern).matcher(letter.text());
                    if (found.find()) {
                        return found.group(1);
                    }
                }
                letters.wait(1000);
            }
        }
        throw new AssertionError(pattern + " did not come to " + address + ", but " + to(address));
    }

    private void listen() {
        try {
            while (true) {
                Socket caller = server.accept();
                Thread.ofVirtual().start(() -> talk(caller));
            }
        } catch (SocketException closed) {
            // The end.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void talk(Socket caller) {
        try (caller;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = caller.getOutputStream()) {
            say(out, "220 here");
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT TO:")) {
                    to = line.replaceAll("^RCPT TO:<|>.*$", "");
                    say(out, "250 ok");
                } else if (line.equals("DATA")) {
                    say(out, "354 go on");
                    keep(to, body(in));
                    say(out, "250 kept");
                } else {
                    say(out, line.startsWith("QUIT") ? "221 bye" : "250 ok");
                }
            }
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(BufferedReader in) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            body.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return body.toString();
    }

    private void keep(String to, String body) throws IOException, MessagingException {
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
        synchronized (letters) {
            letters.add(
                    new Letter(to, message.getSubject(), message.getContent().toString()));
            letters.notifyAll();
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
