package org.proofmark.scout.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;

/** Connected to a port of this machine, and claims to be connected to somewhere else. */
public final class PretendingSocket extends Socket {
    private final InetAddress claimed;

    PretendingSocket(InetAddress claimed, int port) throws IOException {
        this(claimed, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    public PretendingSocket(InetAddress claimed, InetSocketAddress real) throws IOException {
        super(Proxy.NO_PROXY);
        this.claimed = claimed;
        connect(real, 1_000);
    }

    @Override
    public InetAddress getInetAddress() {
        return claimed;
    }
}
