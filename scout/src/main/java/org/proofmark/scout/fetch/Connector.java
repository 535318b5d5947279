package org.proofmark.scout.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;

/** Opens connections: the only place that does. */
@FunctionalInterface
public interface Connector {
    /** Straight to the address, past any proxy the system has: through one, nobody could say what was connected to. */
    Connector DIRECT = (address, timeout) -> {
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(address, Math.toIntExact(timeout.toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    };

    /**
     * Connects.
     *
     * @param address resolved and allowed
     * @throws IOException where it cannot within the timeout
     */
    Socket connect(InetSocketAddress address, Duration timeout) throws IOException;
}
