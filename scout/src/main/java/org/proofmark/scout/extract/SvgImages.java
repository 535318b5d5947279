package org.proofmark.scout.extract;

import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Reads SVG documents, by themselves or in a data address. */
final class SvgImages {
    private final Findings findings;
    private final Url base;
    private final int nesting;

    SvgImages(Findings findings, Url base, int nesting) {
        this.findings = findings;
        this.base = base;
        this.nesting = nesting;
    }

    /**
     * Reads one.
     *
     * @param facts what is said about it as a whole
     */
    void read(String text, Facts facts) {
        read(BoundedMarkup.of(text, findings).parse(Parser.xmlParser(), base), facts);
    }

    void read(Document document, Facts facts) {
        int seen = 0;
        for (Element element : document.getAllElements()) {
            if (++seen % 64 == 0 && findings.isFull()) {
                return;
            }
            element(element, facts);
        }
    }

    private void element(Element element, Facts facts) {
        switch (element.tag().localName().toLowerCase(Locale.ROOT)) {
            case "image", "feimage", "img" -> image(element, facts);
            case "style" -> StyleSheets.sheet(findings, element.wholeText() + element.data(), base);
            case "title" -> titled(element);
            case "a" -> anchor(element);
            default -> {}
        }
        StyleSheets.declarations(findings, element.attr("style"), base, () -> facts);
    }

    private void titled(Element title) {
        Element parent = title.parent();
        if (nesting == 0 && parent != null && parent.tag().localName().equals("svg")) {
            findings.title(title.wholeText());
        }
    }

    private void anchor(Element anchor) {
        if (nesting == 0) {
            findings.link(base, address(anchor), Link.Kind.PAGE);
        }
    }

    /** An image; a data address within a data address is not looked into further than the limit. */
    private void image(Element image, Facts facts) {
        String address = image.hasAttr("src") ? image.attr("src") : address(image);
        if (nesting > 0 && address.regionMatches(true, 0, "data:image/svg", 0, 14)) {
            findings.trouble("SVG within SVG within a data address");
            return;
        }
        Facts own = Facts.NONE.size(Texts.pixels(image.attr("width")), Texts.pixels(image.attr("height")));
        findings.image(base, address, Way.SVG_IMAGE, own.or(facts));
    }

    private static String address(Element element) {
        return element.hasAttr("href") ? element.attr("href") : element.attr("xlink:href");
    }
}
