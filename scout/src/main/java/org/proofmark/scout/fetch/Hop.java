package org.proofmark.scout.fetch;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/**
 * One request and its answer, body apart: the last of an exchange, or one that led on.
 *
 * @param url what was asked
 * @param protocol {@code HTTP/1.1} or {@code HTTP/2.0}
 * @param request the header fields sent
 * @param status the answer's status code
 * @param reason the answer's reason phrase; empty under HTTP/2
 * @param response the header fields received
 * @param names what the name server answered for the host; empty where the host is an address or a connection was used again
 * @param address the address connected to
 * @param tls the encryption; empty under http
 * @param started when the request began
 * @param untilHeaders until the header fields were there
 * @param total until the body was
 * @param received bytes of the body that came, whatever became of them
 */
public record Hop(
        Url url,
        String protocol,
        Headers request,
        int status,
        String reason,
        Headers response,
        List<InetAddress> names,
        Optional<InetAddress> address,
        Optional<Tls> tls,
        Instant started,
        Duration untilHeaders,
        Duration total,
        long received) {
    /**
     * How a connection was encrypted.
     *
     * @param protocol {@code TLSv1.3}
     * @param cipher the cipher suite's standard name
     * @param certificates the server's own first
     */
    public record Tls(String protocol, String cipher, List<X509Certificate> certificates) {
        public Tls {
            certificates = List.copyOf(certificates);
        }
    }

    public Hop {
        names = List.copyOf(names);
    }
}
