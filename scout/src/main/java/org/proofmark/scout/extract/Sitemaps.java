package org.proofmark.scout.extract;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/**
 * Reads sitemaps (sitemaps.org, with Google's image, news and video parts), their indexes, and sitemaps of plain text.
 * Sitemaps are long: entries are read one after the other and let go.
 */
final class Sitemaps {
    private final Findings findings;
    private final Url base;

    private Sitemaps(Findings findings) {
        this.findings = findings;
        base = findings.url();
    }

    static void read(Findings findings, byte[] body, Charset charset) {
        findings.kind(Extract.Kind.SITEMAP);
        BoundedMarkup bounded = BoundedMarkup.stream(body, findings);
        try (Reader text = new InputStreamReader(bounded, charset);
                StreamParser parser = new StreamParser(Parser.xmlParser())) {
            new Sitemaps(findings)
                    .entries(parser.parse(text, findings.url().toString()).iterator());
        } catch (IOException unreadable) {
            findings.trouble("not readable as text: " + unreadable.getMessage());
        }
    }

    private void entries(Iterator<Element> elements) {
        while (elements.hasNext()) {
            Element element = elements.next();
            switch (Xml.name(element)) {
                case "url" -> page(element);
                case "sitemap" ->
                    findings.link(
                            base,
                            Xml.text(element, "loc"),
                            Link.Kind.SITEMAP,
                            Dates.parse(Xml.text(element, "lastmod")),
                            false);
                default -> {}
            }
        }
    }

    private void page(Element entry) {
        String news = Xml.child(entry, "news")
                .map(found -> Xml.text(found, "publication_date"))
                .orElse("");
        String changed = Xml.text(entry, "lastmod");
        findings.link(
                base, Xml.text(entry, "loc"), Link.Kind.PAGE, Dates.parse(changed.isEmpty() ? news : changed), false);
        for (Element part : entry.children()) {
            switch (Xml.name(part)) {
                case "image" -> image(part);
                case "video" ->
                    findings.image(
                            base,
                            Xml.text(part, "thumbnail_loc"),
                            Way.SITEMAP,
                            Facts.NONE.caption(Xml.text(part, "title")));
                case "link" -> findings.link(base, part.attr("href"), Link.Kind.PAGE);
                default -> {}
            }
        }
        entry.empty();
    }

    private void image(Element image) {
        Facts facts = Facts.NONE
                .alt(Xml.text(image, "title"))
                .caption(Xml.text(image, "caption"))
                .licence(Xml.text(image, "license"));
        findings.image(base, Xml.text(image, "loc"), Way.SITEMAP, facts);
    }

    /** One address a line. */
    static void readText(Findings findings, String text) {
        findings.kind(Extract.Kind.SITEMAP);
        Iterator<String> lines = text.lines().iterator();
        while (lines.hasNext() && !findings.isFull()) {
            findings.link(findings.url(), lines.next(), Link.Kind.PAGE, Optional.empty(), false);
        }
    }
}
