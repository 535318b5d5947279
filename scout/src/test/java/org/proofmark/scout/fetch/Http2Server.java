package org.proofmark.scout.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSessionListener;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.proofmark.scout.url.Url;

/** A well-behaved server that speaks HTTP/2 and says the same to everyone. */
final class Http2Server implements AutoCloseable {
    private final HttpAsyncServer server;
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;

    Http2Server(byte[] body) throws Exception {
        server = H2ServerBootstrap.bootstrap()
                .setCanonicalHostName("site.example")
                .setVersionPolicy(HttpVersionPolicy.NEGOTIATE)
                .setTlsStrategy(new H2ServerTlsStrategy(Loopback.trust()))
                .register("*", new SameAnswer(body))
                .setIOSessionListener(new Arrivals(connections))
                .create();
        server.start();
        ListenerEndpoint endpoint = server.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), URIScheme.HTTPS)
                .get();
        port = ((InetSocketAddress) endpoint.getAddress()).getPort();
    }

    Url url(String target) {
        return Url.of("https://site.example:" + port + target);
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record SameAnswer(byte[] body) implements AsyncServerRequestHandler<Message<HttpRequest, byte[]>> {
        @Override
        public AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(BasicAsyncEntityConsumer::new);
        }

        @Override
        public void handle(Message<HttpRequest, byte[]> request, ResponseTrigger trigger, HttpContext context)
                throws HttpException, IOException {
            trigger.submitResponse(
                    AsyncResponseBuilder.create(200)
                            .addHeader("X-Asked", request.getHead().getPath())
                            .setEntity(body, ContentType.TEXT_HTML)
                            .build(),
                    context);
        }
    }

    /** Counts who comes. */
    private record Arrivals(AtomicInteger count) implements IOSessionListener {
        @Override
        public void connected(IOSession session) {
            count.incrementAndGet();
        }

        @Override
        public void startTls(IOSession session) {}

        @Override
        public void inputReady(IOSession session) {}

        @Override
        public void outputReady(IOSession session) {}

        @Override
        public void timeout(IOSession session) {}

        @Override
        public void exception(IOSession session, Exception e) {}

        @Override
        public void disconnected(IOSession session) {}
    }
}
