package org.proofmark.scout.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks the name server. */
@FunctionalInterface
public interface Resolver {
    /** The system's own. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * Every address of a name.
     *
     * @param host a name, never an address, as {@link org.proofmark.scout.url.Url#host()} writes it
     * @throws UnknownHostException where there is none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
