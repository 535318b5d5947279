package org.proofmark.scout.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Fetchers for which every name leads to loopback, so that nothing leaves this machine. */
public final class Loopback {
    private static final char[] PASSWORD = "changeit".toCharArray();

    public static final Resolver RESOLVER = host -> List.of(InetAddress.ofLiteral("127.0.0.1"));

    /** Impatient: silence is borne for 600 ms, a slow start for 400 ms, then 10,000 bytes a second are the least. */
    public static final FetchSettings SETTINGS = FetchSettings.standard(Optional.empty())
            .withPrivateNetworks(true)
            .withPatience(Duration.ofMillis(600), Duration.ofMillis(400), 10_000);

    /** Patient enough for a first encrypted connection on a busy machine. */
    static final FetchSettings PATIENT = SETTINGS.withPatience(Duration.ofSeconds(10), Duration.ofSeconds(10), 1);

    private Loopback() {}

    public static WebFetcher fetcher() {
        return fetcher(PATIENT);
    }

    static WebFetcher fetcher(FetchSettings settings) {
        return new WebFetcher(settings, RESOLVER, Connector.DIRECT, trust(), InstantSource.system());
    }

    /** Believes the certificate of the tests and is known by it. */
    public static SSLContext trust() {
        try (InputStream file = Loopback.class.getResourceAsStream("site.example.p12")) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD);
            KeyStore believed = KeyStore.getInstance("PKCS12");
            believed.load(null, null);
            believed.setCertificateEntry("server", keys.getCertificate("server"));
            KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
            own.init(keys, PASSWORD);
            TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
            others.init(believed);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), others.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
