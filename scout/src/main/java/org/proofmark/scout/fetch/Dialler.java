package org.proofmark.scout.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.proofmark.scout.url.Url;

/**
 * Opens lines: asks the name server once, keeps to its answer, connects to what is allowed, and looks again at what it was
 * connected to before a byte is sent.
 */
final class Dialler {
    private final FetchSettings settings;
    private final Resolver resolver;
    private final Connector connector;
    private final Encryption encryption;
    private final ExecutorService threads;

    /** @param protocols to agree on, as ALPN names them */
    Dialler(
            FetchSettings settings,
            Resolver resolver,
            Connector connector,
            SSLContext trust,
            ExecutorService threads,
            String... protocols) {
        this.settings = settings;
        this.resolver = resolver;
        this.connector = connector;
        this.encryption = new Encryption(trust, settings, protocols);
        this.threads = threads;
    }

    Line open(Url url, Deadline deadline) throws IOException {
        Optional<InetAddress> literal = url.hostAddress();
        List<InetAddress> names = literal.isPresent() ? List.of() : names(url.host(), deadline);
        List<InetAddress> allowed = allowed(url, literal.map(List::of).orElse(names));
        Socket socket = connected(url, allowed, deadline);
        boolean handedOver = false;
        try {
            deadline.guard(socket);
            checkPeer(url, socket);
            Line line = encryption.over(socket, url, names);
            handedOver = true;
            return line;
        } finally {
            if (!handedOver) {
                socket.close();
            }
        }
    }

    /** A name server cannot be interrupted, but need not be waited for. */
    private List<InetAddress> names(String host, Deadline deadline) throws IOException {
        CompletableFuture<List<InetAddress>> answer = CompletableFuture.supplyAsync(lookUp(host), threads);
        try {
            return answer.get(deadline.atMost(Duration.ofDays(1)).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw deadline.exceeded();
        } catch (ExecutionException e) {
            throw new IllegalStateException("looking up " + host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw deadline.exceeded();
        }
    }

    private Supplier<List<InetAddress>> lookUp(String host) {
        return () -> {
            try {
                return resolver.resolve(host);
            } catch (UnknownHostException e) {
                return List.of();
            }
        };
    }

    private List<InetAddress> allowed(Url url, List<InetAddress> addresses) throws Abandoned {
        if (addresses.isEmpty()) {
            throw Abandoned.unreachable(Outcome.Cause.NAME, "no such name: " + url.host());
        }
        List<InetAddress> allowed = addresses.stream()
                .filter(address -> settings.refusal(address, url.port()).isEmpty())
                .toList();
        if (allowed.isEmpty()) {
            throw notAllowed(url, addresses.getFirst());
        }
        return allowed.subList(0, Math.min(allowed.size(), settings.maxAddressesTried()));
    }

    private Abandoned notAllowed(Url url, InetAddress address) {
        String what = settings.refusal(address, url.port()).orElse("not allowed");
        return Abandoned.refused(
                Outcome.Rule.ADDRESS,
                "%s leads to %s (%s), which is no public address; not asked"
                        .formatted(url.host(), address.getHostAddress(), what));
    }

    private Socket connected(Url url, List<InetAddress> addresses, Deadline deadline) throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress address : addresses) {
            try {
                return connector.connect(
                        new InetSocketAddress(address, url.port()), deadline.atMost(settings.connectTimeout()));
            } catch (Abandoned e) {
                throw e;
            } catch (IOException e) {
                last = e;
            }
        }
        throw Abandoned.unreachable(
                Outcome.Cause.CONNECTION,
                "no connection to %s (%s): %s"
                        .formatted(url.host(), addresses.getLast().getHostAddress(), last.getMessage()));
    }

    private void checkPeer(Url url, Socket socket) throws Abandoned {
        InetAddress peer = socket.getInetAddress();
        if (settings.refusal(peer, url.port()).isPresent()) {
            throw notAllowed(url, peer);
        }
    }
}
