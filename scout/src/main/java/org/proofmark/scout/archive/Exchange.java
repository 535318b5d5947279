package org.proofmark.scout.archive;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Url;

/** Puts together the three records of one exchange: the answer, the request, and what else is known. */
final class Exchange {
    private static final String PROFILES = "http://netpreserve.org/warc/1.1/revisit/";
    private static final byte[] NOTHING = new byte[0];

    private final WarcSettings settings;
    private final Map<String, Original> byDigest;
    private final Map<Url, Original> byUrl;
    private @Nullable UUID warcinfo;

    /** A record that holds bytes others may refer to. */
    private record Original(UUID id, Url url, Instant date) {}

    /** The three records, compressed, and where the first belongs in an index. */
    @SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
    record Records(byte[] answer, byte[] request, byte[] metadata, Hop hop, String digest, boolean revisit) {
        Written written(String file, long offset) {
            String type = hop.response().first("Content-Type").orElse("");
            return new Written(
                    hop.url(),
                    hop.started(),
                    file,
                    offset,
                    answer.length,
                    hop.status(),
                    type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT),
                    digest,
                    revisit);
        }
    }

    Exchange(WarcSettings settings) {
        this.settings = settings;
        this.byDigest = new Recent<>(settings.remembered());
        this.byUrl = new Recent<>(settings.remembered());
    }

    void beginFile(UUID info) {
        warcinfo = info;
    }

    /**
     * The records of one answer.
     *
     * @param last whether it is the outcome's own, whose body it holds
     */
    Records records(Hop hop, Outcome outcome, boolean last) {
        Optional<byte[]> body =
                last && outcome instanceof Outcome.Fetched fetched ? Optional.of(fetched.encoded()) : Optional.empty();
        String digest = RecordBytes.digest(body.orElse(NOTHING));
        boolean unchanged = last && outcome instanceof Outcome.Unchanged;
        Original known = unchanged ? byUrl.get(outcome.requested()) : byDigest.get(digest);
        boolean revisit = unchanged || (known != null && body.isPresent());
        RecordBytes answer = record(revisit ? "revisit" : "response", hop);
        if (!unchanged) {
            answer.field("WARC-Payload-Digest", digest);
        }
        hop.address().map(InetAddress::getHostAddress).ifPresent(ip -> answer.field("WARC-IP-Address", ip));
        protocols(answer, hop);
        byte[] packed = revisit ? revisit(answer, hop, known, unchanged) : response(answer, hop, body);
        body.filter(bytes -> bytes.length > 0 && !revisit).ifPresent(_ -> remember(answer.id(), hop, outcome, digest));
        return new Records(
                packed, request(hop, answer.id()), metadata(hop, outcome, answer.id()), hop, digest, revisit);
    }

    private void remember(UUID id, Hop hop, Outcome outcome, String digest) {
        Original original = new Original(id, hop.url(), hop.started());
        byDigest.put(digest, original);
        byUrl.put(outcome.requested(), original);
    }

    private RecordBytes record(String type, Hop hop) {
        RecordBytes record = new RecordBytes(type, settings.ids().get(), hop.started())
                .field("WARC-Target-URI", hop.url().withoutFragment().toString());
        if (warcinfo != null) {
            record.field("WARC-Warcinfo-ID", RecordBytes.name(warcinfo));
        }
        return record;
    }

    /** A proposed field that several archivers write: what was spoken below the message, which is written as HTTP/1.1. */
    private static void protocols(RecordBytes record, Hop hop) {
        record.field(
                "WARC-Protocol",
                hop.protocol().startsWith("HTTP/2") ? "h2" : hop.protocol().toLowerCase(Locale.ROOT));
        hop.tls()
                .ifPresent(tls -> record.field(
                        "WARC-Protocol", tls.protocol().toLowerCase(Locale.ROOT).replace("tlsv", "tls/")));
    }

    private static byte[] response(RecordBytes record, Hop hop, Optional<byte[]> body) {
        if (body.isEmpty()) {
            record.field("WARC-Truncated", "unspecified");
        }
        byte[] bytes = body.orElse(NOTHING);
        return record.gzip(
                "application/http;msgtype=response", HttpBytes.response(hop, OptionalLong.of(bytes.length)), bytes);
    }

    private static byte[] revisit(RecordBytes record, Hop hop, @Nullable Original known, boolean unchanged) {
        record.field("WARC-Profile", PROFILES + (unchanged ? "server-not-modified" : "identical-payload-digest"));
        if (known != null) {
            record.field("WARC-Refers-To", RecordBytes.name(known.id))
                    .field(
                            "WARC-Refers-To-Target-URI",
                            known.url.withoutFragment().toString())
                    .field("WARC-Refers-To-Date", RecordBytes.date(known.date));
        }
        return record.gzip("application/http;msgtype=response", HttpBytes.response(hop, OptionalLong.empty()));
    }

    private byte[] request(Hop hop, UUID answer) {
        return record("request", hop)
                .field("WARC-Concurrent-To", RecordBytes.name(answer))
                .gzip("application/http;msgtype=request", HttpBytes.request(hop));
    }

    private byte[] metadata(Hop hop, Outcome outcome, UUID answer) {
        StringBuilder fields = new StringBuilder();
        field(fields, "outcome", outcome.explanation());
        field(fields, "protocol", hop.protocol());
        if (!hop.names().isEmpty()) {
            field(
                    fields,
                    "dns",
                    hop.names().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" ")));
        }
        hop.tls().ifPresent(tls -> {
            field(fields, "tls-protocol", tls.protocol());
            field(fields, "tls-cipher", tls.cipher());
            tls.certificates()
                    .forEach(certificate -> field(fields, "tls-certificate-sha256", fingerprint(certificate)));
        });
        field(
                fields,
                "millisecondsUntilHeaders",
                Long.toString(hop.untilHeaders().toMillis()));
        field(fields, "fetchTimeMs", Long.toString(hop.total().toMillis()));
        return record("metadata", hop)
                .field("WARC-Refers-To", RecordBytes.name(answer))
                .gzip("application/warc-fields", fields.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Tells of a request that got no answer. */
    byte[] withoutAnswer(Outcome outcome) {
        StringBuilder fields = new StringBuilder();
        field(fields, "outcome", outcome.explanation());
        return new RecordBytes("metadata", settings.ids().get(), settings.time().instant())
                .field("WARC-Target-URI", outcome.requested().withoutFragment().toString())
                .gzip("application/warc-fields", fields.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void field(StringBuilder to, String name, String value) {
        to.append(name).append(": ").append(RecordBytes.oneLine(value)).append("\r\n");
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Digests.hex(Digests.sha256().digest(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            return "cannot be encoded: " + e.getMessage();
        }
    }

    /** Forgets the least lately used. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
