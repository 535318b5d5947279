package org.proofmark.scout.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/**
 * A connection to an address that was checked.
 *
 * @param socket the bare one: closing it ends everything at once
 * @param names what the name server answered
 * @param address connected to
 */
record Line(Socket socket, List<InetAddress> names, InetAddress address, Optional<Hop.Tls> tls, Wire wire)
        implements AutoCloseable {
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
