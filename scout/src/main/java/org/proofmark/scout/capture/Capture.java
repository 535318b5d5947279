package org.proofmark.scout.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.proofmark.scout.archive.WarcSettings;
import org.proofmark.scout.archive.WarcWriter;
import org.proofmark.scout.archive.Written;
import org.proofmark.scout.extract.Extractor;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.render.Browser;
import org.proofmark.scout.render.Rendered;
import org.proofmark.scout.render.Shots;
import org.proofmark.scout.url.Url;

/**
 * Captures one page into a folder:
 *
 * <pre>
 * capture.wacz      all of the following in one package
 * capture.json      the account: times, every exchange with DNS answers, addresses, TLS, headers; what went wrong; digests
 * page.warc.gz      every exchange with the bytes received
 * page.html         the document as built by its scripts
 * page.png          the whole page      image.png  the image in its place
 * certificates/     those the servers showed, named by their SHA-256
 * index.cdxj, pages.jsonl   what archive viewers ask for
 * </pre>
 */
public final class Capture {
    private static final String WARC = "page.warc.gz";

    private final Fetcher fetcher;
    private final Extractor extractor;
    private final CaptureSettings settings;

    public Capture(Fetcher fetcher, Extractor extractor, CaptureSettings settings) {
        this.fetcher = fetcher;
        this.extractor = extractor;
        this.settings = settings;
    }

    /**
     * Captures with a browser, whose fetcher must be as good as this one's.
     *
     * @param image the image to picture by itself
     * @param folder is made; must be empty where it is there
     * @throws IOException where the folder cannot be written
     */
    public Captured withBrowser(Browser browser, Url url, Optional<Url> image, Path folder) throws IOException {
        prepare(folder);
        Instant started = settings.time().instant();
        return keep(browser.render(url, new Shots(true, image)), image, folder, started);
    }

    /**
     * Captures without pictures and without running scripts.
     *
     * @param why there is no browser, as the capture is to say
     */
    public Captured withoutBrowser(String why, Url url, Optional<Url> image, Path folder) throws IOException {
        prepare(folder);
        Instant started = settings.time().instant();
        return keep(Look.at(url, fetcher, extractor, settings.withoutBrowser(), why), image, folder, started);
    }

    private static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new FileAlreadyExistsException(folder.toString(), null, "a capture needs an empty folder");
            }
        }
    }

    private Captured keep(Rendered page, Optional<Url> image, Path folder, Instant started) throws IOException {
        List<Outcome> outcomes = new ArrayList<>(page.resources());
        image.filter(url -> outcomes.stream()
                        .noneMatch(outcome -> outcome.requested().equals(url.withoutFragment())))
                .ifPresent(url -> outcomes.add(
                        fetcher.fetch(Request.image(url.withoutFragment()).from(page.landed()))));
        List<String> troubles = new ArrayList<>(page.troubles());
        Account account = new Account(settings, page, image, started);
        List<Written> written = warc(outcomes, folder, account);
        for (Outcome outcome : outcomes) {
            if (!(outcome instanceof Outcome.Fetched)) {
                troubles.add(outcome.requested() + ": " + outcome.explanation());
            }
        }
        List<Kept> files = files(page, outcomes, written, folder);
        byte[] told = Parcel.json(account.finished(settings.time().instant(), troubles, files));
        files.add(write(folder, "capture.json", "proofmark/capture.json", told));
        Path wacz = folder.resolve("capture.wacz");
        new Parcel(settings.software(), started, page.requested().toString()).write(wacz, files);
        int fetched = (int)
                outcomes.stream().filter(Outcome.Fetched.class::isInstance).count();
        return new Captured(folder, wacz, itself(page), outcomes.size(), fetched, troubles);
    }

    private static Outcome itself(Rendered page) {
        return page.page()
                .orElseGet(() -> new Outcome.Unreachable(
                        page.requested(),
                        List.of(),
                        Outcome.Cause.BROKEN,
                        page.troubles().isEmpty()
                                ? "never asked for"
                                : page.troubles().getFirst()));
    }

    private List<Written> warc(List<Outcome> outcomes, Path folder, Account account) throws IOException {
        WarcSettings warc = new WarcSettings(
                settings.software(), "ignore", Long.MAX_VALUE, 10_000, settings.time(), settings.ids());
        List<Written> all = new ArrayList<>();
        try (WarcWriter writer = WarcWriter.open(folder.resolve(WARC), warc)) {
            for (Outcome outcome : outcomes) {
                List<Written> written = writer.write(outcome);
                account.add(outcome, written);
                all.addAll(written);
            }
        }
        return all;
    }

    private List<Kept> files(Rendered page, List<Outcome> outcomes, List<Written> written, Path folder)
            throws IOException {
        List<Kept> files = new ArrayList<>();
        files.add(Kept.of(folder.resolve(WARC), "archive/" + WARC));
        String index = written.stream()
                .map(CdxLine::of)
                .sorted()
                .map(line -> line + "\n")
                .reduce("", String::concat);
        files.add(write(folder, "index.cdxj", "indexes/index.cdxj", index.getBytes(StandardCharsets.UTF_8)));
        files.add(write(folder, "pages.jsonl", "pages/pages.jsonl", pages(page, written)));
        if (page.html().isPresent()) {
            byte[] html = page.html().get().getBytes(StandardCharsets.UTF_8);
            files.add(write(folder, "page.html", "proofmark/page.html", html));
        }
        if (page.screenshot().isPresent()) {
            files.add(write(
                    folder, "page.png", "proofmark/page.png", page.screenshot().get()));
        }
        if (page.imageShot().isPresent()) {
            files.add(write(
                    folder, "image.png", "proofmark/image.png", page.imageShot().get()));
        }
        files.addAll(certificates(outcomes, folder));
        return files;
    }

    private static byte[] pages(Rendered page, List<Written> written) {
        Instant at = written.isEmpty() ? Instant.EPOCH : written.getFirst().captured();
        Map<String, String> head = new LinkedHashMap<>();
        head.put("format", "json-pages-1.0");
        head.put("id", "pages");
        head.put("title", "Pages");
        Map<String, String> line = new LinkedHashMap<>();
        line.put("id", "page");
        line.put("url", page.requested().withoutFragment().toString());
        line.put("ts", at.toString());
        tools.jackson.databind.json.JsonMapper json = new tools.jackson.databind.json.JsonMapper();
        return (json.writeValueAsString(head) + "\n" + json.writeValueAsString(line) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<Kept> certificates(List<Outcome> outcomes, Path folder) throws IOException {
        Map<String, X509Certificate> all = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            for (Hop hop : outcome.hops()) {
                hop.tls().ifPresent(tls -> tls.certificates().forEach(each -> all.put(Account.digest(each), each)));
            }
        }
        List<Kept> files = new ArrayList<>();
        for (Map.Entry<String, X509Certificate> each : all.entrySet()) {
            String name = "certificates/" + each.getKey() + ".pem";
            files.add(write(folder, name, "proofmark/" + name, pem(each.getValue())));
        }
        return files;
    }

    private static byte[] pem(X509Certificate certificate) {
        try {
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return ("-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that came encoded", e);
        }
    }

    private static Kept write(Path folder, String name, String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(file, bytes);
        return Kept.of(file, path);
    }
}
