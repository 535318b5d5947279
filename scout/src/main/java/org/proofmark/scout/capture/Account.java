package org.proofmark.scout.capture;

import java.net.InetAddress;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.scout.archive.Written;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.render.Rendered;
import org.proofmark.scout.url.Url;

/** The account of a capture, as {@code capture.json} tells it. */
final class Account {
    private final Map<String, Object> all = new LinkedHashMap<>();
    private final List<Map<String, Object>> resources = new ArrayList<>();

    Account(CaptureSettings settings, Rendered page, Optional<Url> image, Instant started) {
        all.put("software", settings.software());
        all.put("requested", page.requested().toString());
        all.put("landed", page.landed().toString());
        image.ifPresent(url -> all.put("image", url.toString()));
        all.put("started", started.toString());
        all.put("ended", "");
        all.put("screenshot", page.screenshot().isPresent());
        all.put("imageScreenshot", page.imageShot().isPresent());
        all.put("document", page.html().isPresent());
        all.put("robots", "not asked: one page, for a person who asked for it");
        all.put("troubles", List.of());
        all.put("resources", resources);
    }

    void add(Outcome outcome, List<Written> written) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("url", outcome.requested().toString());
        resource.put("outcome", kind(outcome));
        resource.put("explanation", outcome.explanation());
        if (outcome instanceof Outcome.Fetched fetched) {
            resource.put("bytes", fetched.body().length);
            resource.put("sha256", Kept.hex(fetched.body()));
        }
        List<Map<String, Object>> hops = new ArrayList<>();
        for (int i = 0; i < outcome.hops().size(); i++) {
            hops.add(hop(outcome.hops().get(i), written.get(i)));
        }
        resource.put("exchanges", hops);
        resources.add(resource);
    }

    private static String kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Fetched _ -> "fetched";
            case Outcome.Unchanged _ -> "unchanged";
            case Outcome.Failed _ -> "failed";
            case Outcome.Refused _ -> "refused";
            case Outcome.TooLarge _ -> "too large";
            case Outcome.Unreachable _ -> "unreachable";
        };
    }

    private static Map<String, Object> hop(Hop hop, Written written) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("url", hop.url().toString());
        told.put("protocol", hop.protocol());
        told.put("status", hop.status());
        told.put("started", hop.started().toString());
        told.put("millisecondsUntilHeaders", hop.untilHeaders().toMillis());
        told.put("milliseconds", hop.total().toMillis());
        told.put("dns", hop.names().stream().map(InetAddress::getHostAddress).toList());
        hop.address().ifPresent(address -> told.put("address", address.getHostAddress()));
        hop.tls().ifPresent(tls -> told.put("tls", tls(tls)));
        told.put("requestHeaders", fields(hop.request()));
        told.put("responseHeaders", fields(hop.response()));
        told.put("warc", Map.of("file", written.file(), "offset", written.offset(), "length", written.length()));
        return told;
    }

    private static Map<String, Object> tls(Hop.Tls tls) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("protocol", tls.protocol());
        told.put("cipher", tls.cipher());
        told.put(
                "certificates",
                tls.certificates().stream().map(Account::certificate).toList());
        return told;
    }

    private static Map<String, Object> certificate(X509Certificate certificate) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("sha256", digest(certificate));
        told.put("subject", certificate.getSubjectX500Principal().getName());
        told.put("issuer", certificate.getIssuerX500Principal().getName());
        told.put("notBefore", certificate.getNotBefore().toInstant().toString());
        told.put("notAfter", certificate.getNotAfter().toInstant().toString());
        return told;
    }

    static String digest(X509Certificate certificate) {
        try {
            return Kept.hex(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that came encoded", e);
        }
    }

    private static List<List<String>> fields(Headers headers) {
        return headers.fields().stream()
                .map(field -> List.of(field.name(), field.value()))
                .toList();
    }

    /** The whole, with what went wrong and the digests of the files beside it. */
    Map<String, Object> finished(Instant ended, List<String> troubles, List<Kept> files) {
        all.put("ended", ended.toString());
        all.put("troubles", troubles);
        List<Map<String, Object>> told = new ArrayList<>();
        for (Kept file : files) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("path", file.path());
            one.put("bytes", file.bytes());
            one.put("sha256", file.sha256());
            told.add(one);
        }
        all.put("files", told);
        return all;
    }
}
