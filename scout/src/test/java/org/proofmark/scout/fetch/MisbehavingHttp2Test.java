package org.proofmark.scout.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proofmark.scout.url.Url;

/** Servers that speak HTTP/2 wrongly: frames by hand, after a true handshake. */
class MisbehavingHttp2Test {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    /** {@code :status: 200} by the static table. */
    private static final byte[] OK = {(byte) 0x88};

    private final WebFetcher fetcher = Loopback.fetcher();
    private final ByteArrayOutputStream frames = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        fetcher.close();
    }

    private void frame(int type, int flags, int stream, byte... payload) {
        frames.writeBytes(new byte[] {
            (byte) (payload.length >> 16),
            (byte) (payload.length >> 8),
            (byte) payload.length,
            (byte) type,
            (byte) flags,
            0,
            0,
            0,
            (byte) stream
        });
        frames.writeBytes(payload);
    }

    private Outcome outcome() throws Exception {
        SSLServerSocket listener = (SSLServerSocket)
                Loopback.trust().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        listener.setSSLParameters(parameters);
        try (PlainServer server = new PlainServer(listener, this::speak)) {
            return fetcher.fetch(Request.page(Url.of("https://site.example:" + server.port() + "/")));
        }
    }

    private void speak(String target, Socket client, OutputStream out) throws IOException {
        out.write(frames.toByteArray());
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void assertRefused() throws Exception {
        Outcome outcome = outcome();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(Outcome.Rule.HEADERS));
    }

    private void assertBroken() throws Exception {
        Outcome outcome = outcome();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unreachable.class,
                        unreachable -> assertThat(unreachable.cause())
                                .as(unreachable.explanation())
                                .isEqualTo(Outcome.Cause.BROKEN));
    }

    @Test
    void aTrueAnswerIsTaken() throws Exception {
        frame(4, 0, 0);
        frame(HEADERS, END_HEADERS, 1, OK);
        frame(DATA, END_STREAM, 1, (byte) 'x');
        assertThat(outcome())
                .isInstanceOfSatisfying(
                        Outcome.Fetched.class,
                        fetched -> assertThat(fetched.body()).containsExactly('x'));
    }

    @Test
    void aFloodOfPingsIsRefused() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            frame(PING, 0, 0, new byte[8]);
        }
        assertRefused();
    }

    @Test
    void aFloodOfEmptyDataIsRefused() throws Exception {
        frame(HEADERS, END_HEADERS, 1, OK);
        for (int i = 0; i < 3_000; i++) {
            frame(DATA, 0, 1);
        }
        assertRefused();
    }

    @Test
    void aFloodOfContinuationsIsRefused() throws Exception {
        frame(HEADERS, 0, 1, OK);
        for (int i = 0; i < 40; i++) {
            frame(CONTINUATION, 0, 1, new byte[16_000]);
        }
        assertRefused();
    }

    /** One field of 4,000 bytes is put into the table and named 10,000 times, a byte each. */
    @Test
    void fewBytesThatMeanManyFieldsAreRefused() throws Exception {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(OK);
        block.writeBytes(new byte[] {0x40, 1, 'a', 0x7f, (byte) 0xa1, 0x1e}); // literal, indexed; value of 4,000 bytes
        block.writeBytes("b".repeat(4_000).getBytes(US_ASCII));
        for (int i = 0; i < 10_000; i++) {
            block.write(0xbe); // index 62
        }
        frame(HEADERS, END_HEADERS, 1, block.toByteArray());
        assertRefused();
    }

    @Test
    void announcementsWithoutAnswerAreRefused() throws Exception {
        for (int i = 0; i < 100; i++) {
            frame(HEADERS, END_HEADERS, 1, (byte) 0x08, (byte) 3, (byte) '1', (byte) '0', (byte) '3');
        }
        assertRefused();
    }

    @Test
    void whatIsNoWholeAnswerIsBroken() throws Exception {
        frame(HEADERS, END_HEADERS | END_STREAM, 1, (byte) 0xff, (byte) 0x10); // an index nobody set
        assertBroken();
        frames.reset();
        frame(HEADERS, END_HEADERS, 1, OK);
        frame(RESET, 0, 1, new byte[4]);
        assertBroken();
        frames.reset();
        frame(GOAWAY, 0, 0, new byte[8]);
        assertBroken();
        frames.reset();
        frame(HEADERS, END_HEADERS, 1, OK);
        frame(DATA, 0, 1, new byte[100]);
        assertBroken();
        frames.reset();
        frame(DATA, END_STREAM, 1, new byte[100]);
        assertBroken();
    }

    @Test
    void garbageNeverDoesMoreThanFail() throws Exception {
        Random chance = new Random(20_260_301);
        for (int round = 0; round < 15; round++) {
            frames.reset();
            for (int i = 0; i < 5; i++) {
                byte[] payload = new byte[chance.nextInt(60)];
                chance.nextBytes(payload);
                frame(
                        new int[] {HEADERS, HEADERS, DATA, CONTINUATION, chance.nextInt(12)}[chance.nextInt(5)],
                        chance.nextInt(64),
                        1,
                        payload);
            }
            assertThat(outcome().explanation()).isNotBlank();
        }
    }
}
