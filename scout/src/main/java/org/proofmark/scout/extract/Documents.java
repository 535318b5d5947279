package org.proofmark.scout.extract;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.proofmark.scout.extract.ImageReference.At;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.url.Url;

/**
 * Reads documents of every kind known here: decides by content and type what a body is and hands it to the reader of that
 * kind.
 */
public final class Documents implements Extractor {
    private final ExtractLimits limits;
    private final LongSupplier nanoTime;
    private final PdfFiles pdf;
    private final JsonTexts json;

    /** A reader within limits. */
    public Documents(ExtractLimits limits) {
        this(limits, System::nanoTime);
    }

    Documents(ExtractLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        pdf = new PdfFiles(limits.pdf());
        json = new JsonTexts(limits);
    }

    @Override
    public Extract extract(Url url, Headers headers, byte[] body) {
        Findings findings = new Findings(url.withoutFragment(), limits, new Deadline(nanoTime, limits.time()), json);
        findings.directives(Directives.of(headers));
        headers(findings, headers);
        try {
            String type = Recognition.type(headers);
            Optional<String> charset = charset(headers);
            Recognition what = Recognition.of(url, type, body, charset);
            read(findings, what, type.contains("xhtml") ? Xhtml.opened(body, charset) : body, charset, 0);
        } catch (RuntimeException broken) {
            // Parsers of others' making throw what they like at bytes of others' making; what was read until then is
            // kept.
            findings.trouble("not read to the end: " + broken);
        }
        findings.language(headers.first("Content-Language").orElse(""));
        return findings.extract();
    }

    private static void headers(Findings findings, Headers headers) {
        HeadElements head = new HeadElements(findings, findings.url());
        headers.first("Refresh").ifPresent(head::refresh);
        headers.all("Link").forEach(head::header);
    }

    private static Optional<String> charset(Headers headers) {
        return headers.first("Content-Type").flatMap(Charsets::inHeader);
    }

    private void read(Findings findings, Recognition what, byte[] body, Optional<String> charset, int unpacked) {
        switch (what) {
            case HTML -> page(findings, body, charset);
            case CSS -> StyleSheets.file(findings, body, charset);
            case FEED -> Feeds.read(findings, xml(findings, body, charset));
            case SITEMAP -> Sitemaps.read(findings, body, Charsets.ofXml(body, charset));
            case TEXT_SITEMAP -> Sitemaps.readText(findings, Charsets.text(body, charset));
            case JSON -> JsonDocuments.read(findings, Charsets.text(body, charset));
            case SVG -> svg(findings, body, charset);
            case IMAGE -> image(findings);
            case GZIP -> packed(findings, body, charset, unpacked);
            case PDF -> pdf.read(findings, body);
            case OTHER -> findings.trouble(Extract.UNKNOWN);
        }
    }

    private void packed(Findings findings, byte[] body, Optional<String> charset, int unpacked) {
        if (unpacked > 0) {
            findings.trouble("packed twice");
            return;
        }
        byte[] content = Packed.unpacked(body, findings);
        read(findings, Recognition.of(findings.url(), "", content, charset), content, charset, unpacked + 1);
    }

    private static void page(Findings findings, byte[] body, Optional<String> charset) {
        findings.kind(Extract.Kind.PAGE);
        Url url = findings.url();
        Optional<String> written = charset.or(() -> Charsets.unstated(body));
        Document document = BoundedMarkup.of(body, written, findings).parse(Parser.htmlParser(), url);
        PageReader.read(findings, document, url, 0);
    }

    private static void svg(Findings findings, byte[] body, Optional<String> charset) {
        findings.kind(Extract.Kind.SVG);
        new SvgImages(findings, findings.url(), 0).read(xml(findings, body, charset), Facts.NONE);
    }

    private static Document xml(Findings findings, byte[] body, Optional<String> charset) {
        return BoundedMarkup.of(body, charset, findings).parse(Parser.xmlParser(), findings.url());
    }

    private static void image(Findings findings) {
        findings.kind(Extract.Kind.IMAGE);
        findings.keep(findings.url(), new At(findings.url()), Way.ITSELF, Facts.NONE);
    }
}
