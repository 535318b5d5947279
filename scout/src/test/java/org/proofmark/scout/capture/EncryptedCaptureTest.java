package org.proofmark.scout.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipFile;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.scout.archive.Archive;
import org.proofmark.scout.archive.ArchiveLimits;
import org.proofmark.scout.extract.Documents;
import org.proofmark.scout.extract.ExtractLimits;
import org.proofmark.scout.fetch.Connector;
import org.proofmark.scout.fetch.FetchSettings;
import org.proofmark.scout.fetch.Loopback;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.PlainServer;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.WebFetcher;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.RenderSettings;
import org.proofmark.scout.url.Url;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page under https, from a server on loopback whose certificate a root of the tests' own vouches for. */
class EncryptedCaptureTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path home = Path.of("");

    private KeyStore keys = emptyStore();
    private PlainServer server = PlainServer.saying("");

    @BeforeEach
    void serve() throws Exception {
        server.close();
        try (InputStream file = EncryptedCaptureTest.class.getResourceAsStream("chain.p12")) {
            keys.load(file, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        server = new PlainServer(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                (target, client, out) -> out.write(PlainServer.answer(
                        200,
                        "Content-Type: text/html\r\nConnection: close\r\n",
                        "<title>Lake</title><p>A page under https")));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void keepsTheChainOfCertificatesWithThePage() throws Exception {
        try (WebFetcher web = believing(keys.getCertificateChain("server")[2])) {
            assertKept(capture(web)
                    .withoutBrowser("none here", page("site.example"), Optional.empty(), home.resolve("out")));
        }
    }

    @Test
    void keepsTheChainWhereABrowserBuildsThePage() throws Exception {
        Optional<String> missing = Browser.missing(RenderSettings.standard());
        assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
        try (WebFetcher web = believing(keys.getCertificateChain("server")[2]);
                Browser browser = Browser.start(web, RenderSettings.standard())) {
            Captured captured =
                    capture(web).withBrowser(browser, page("site.example"), Optional.empty(), home.resolve("out"));
            assertKept(captured);
            assertThat(captured.folder().resolve("page.png")).exists();
        }
    }

    private void assertKept(Captured captured) throws Exception {
        assertThat(captured.hasPage()).isTrue();
        JsonNode tls = exchange(captured).path("tls");
        assertThat(tls.path("protocol").asString("")).isEqualTo("TLSv1.3");
        assertThat(tls.path("cipher").asString("")).startsWith("TLS_");
        List<JsonNode> told = tls.path("certificates").valueStream().toList();
        assertThat(told)
                .extracting(one -> one.path("subject").asString(""))
                .containsExactly("CN=site.example", "CN=Proofmark Test Intermediate", "CN=Proofmark Test Root");
        assertThat(told)
                .extracting(one -> one.path("issuer").asString(""))
                .containsExactly("CN=Proofmark Test Intermediate", "CN=Proofmark Test Root", "CN=Proofmark Test Root");
        assertKeptInFull(captured, told);
        try (Archive archive = Archive.open(List.of(captured.wacz()), ArchiveLimits.standard())) {
            Outcome page = archive.fetcher().fetch(Request.page(page("site.example")));
            assertThat(new String(((Outcome.Fetched) page).body(), UTF_8)).contains("A page under https");
        }
    }

    /** Byte for byte what the server showed, in the folder and in the package. */
    private void assertKeptInFull(Captured captured, List<JsonNode> told) throws Exception {
        CertificateFactory reader = CertificateFactory.getInstance("X.509");
        Certificate[] chain = keys.getCertificateChain("server");
        try (ZipFile zip = new ZipFile(captured.wacz().toFile())) {
            for (int i = 0; i < chain.length; i++) {
                String name = "certificates/" + told.get(i).path("sha256").asString("") + ".pem";
                try (InputStream file = Files.newInputStream(captured.folder().resolve(name));
                        InputStream member = zip.getInputStream(zip.getEntry("proofmark/" + name))) {
                    assertThat(reader.generateCertificate(file)).isEqualTo(chain[i]);
                    assertThat(reader.generateCertificate(member)).isEqualTo(chain[i]);
                }
            }
        }
    }

    @Test
    void saysSoWhereNobodyVouchesForTheServer() throws Exception {
        try (WebFetcher web = believing(other())) {
            assertNotHad(capture(web)
                    .withoutBrowser("none here", page("site.example"), Optional.empty(), home.resolve("out")));
        }
    }

    @Test
    void saysSoWhereTheCertificateIsAnothers() throws Exception {
        try (WebFetcher web = believing(keys.getCertificateChain("server")[2])) {
            assertNotHad(capture(web)
                    .withoutBrowser("none here", page("other.example"), Optional.empty(), home.resolve("out")));
        }
    }

    private void assertNotHad(Captured captured) throws IOException {
        assertThat(captured.hasPage()).isFalse();
        assertThat(captured.troubles())
                .anyMatch(trouble -> trouble.contains("https://") && trouble.contains("no trustworthy encryption"));
        assertThat(captured.wacz()).exists();
        assertThat(server.requests()).allMatch(List::isEmpty);
    }

    private WebFetcher believing(Certificate... roots) throws Exception {
        KeyStore believed = emptyStore();
        believed.load(null, null);
        for (Certificate root : roots) {
            believed.setCertificateEntry("root" + believed.size(), root);
        }
        TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
        others.init(believed);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, others.getTrustManagers(), null);
        FetchSettings settings = FetchSettings.standard(Optional.empty()).withPrivateNetworks(true);
        return new WebFetcher(settings, Loopback.RESOLVER, Connector.DIRECT, context, InstantSource.system());
    }

    /** A certificate that has nothing to do with the server's. */
    private static Certificate other() throws Exception {
        KeyStore others = emptyStore();
        try (InputStream file = Loopback.class.getResourceAsStream("site.example.p12")) {
            others.load(file, PASSWORD);
        }
        return others.getCertificate("server");
    }

    private Url page(String host) {
        return Url.of("https://%s:%d/article".formatted(host, server.port()));
    }

    private static Capture capture(WebFetcher web) {
        CaptureSettings settings = new CaptureSettings(
                "proofmark test", 100, InstantSource.fixed(Instant.parse("2026-03-01T12:00:01Z")), UUID::randomUUID);
        return new Capture(web, new Documents(ExtractLimits.standard()), settings);
    }

    private static JsonNode exchange(Captured captured) throws IOException {
        JsonNode account =
                new JsonMapper().readTree(Files.readString(captured.folder().resolve("capture.json")));
        return account.path("resources").path(0).path("exchanges").path(0);
    }

    private static KeyStore emptyStore() {
        try {
            return KeyStore.getInstance("PKCS12");
        } catch (java.security.KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }
}
