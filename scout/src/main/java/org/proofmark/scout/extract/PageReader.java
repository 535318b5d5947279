package org.proofmark.scout.extract;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Reads one HTML document, or one within another. */
final class PageReader {
    private static final Set<String> NO_STATE = Set.of("importmap", "speculationrules", "text/css");
    private static final Pattern ENLARGED = Pattern.compile(
            "lightbox|fancybox|lightgallery|photoswipe|pswp|magnific|mfp-|swipebox|colorbox|venobox|thickbox|featherlight",
            Pattern.CASE_INSENSITIVE);

    private final Findings findings;
    private final Url base;
    private final int nesting;
    private final HeadElements head;
    private final PictureElements pictures;
    private final LinkedData data;

    private PageReader(Findings findings, Url base, int nesting) {
        this.findings = findings;
        this.base = base;
        this.nesting = nesting;
        head = new HeadElements(findings, base);
        pictures = new PictureElements(findings, base, nesting);
        data = new LinkedData(findings, base);
    }

    /**
     * Reads a document.
     *
     * @param address what its references are relative to, unless it says otherwise
     */
    static void read(Findings findings, Document document, Url address, int nesting) {
        Url base = base(document, address);
        document.setBaseUri(base.toString());
        if (nesting == 0) {
            findings.title(document.title());
            findings.language(language(document));
        }
        new PageReader(findings, base, nesting).elements(document);
    }

    /** Reads markup found within a document. */
    static void readInner(Findings findings, String markup, Url base, int nesting) {
        if (nesting > findings.limits().nesting()) {
            findings.trouble("documents within documents, more than %d levels"
                    .formatted(findings.limits().nesting()));
            return;
        }
        BoundedMarkup bounded = BoundedMarkup.of(markup, findings);
        read(findings, bounded.parse(Parser.htmlParser(), base), base, nesting);
    }

    private static Url base(Document document, Url address) {
        Element element = document.selectFirst("base[href]");
        return element == null
                ? address
                : address.resolve(element.attr("href")).filter(Url::isHttp).orElse(address);
    }

    private static String language(Document document) {
        Element html = document.selectFirst("html");
        if (html == null) {
            return "";
        }
        return html.hasAttr("lang") ? html.attr("lang") : html.attr("xml:lang");
    }

    private void elements(Document document) {
        int seen = 0;
        for (Element element : document.getAllElements()) {
            if (++seen % 64 == 0 && findings.isFull()) {
                return;
            }
            element(element);
        }
    }

    private void element(Element element) {
        switch (Xml.name(element)) {
            case "#root", "html", "body", "table", "thead", "tbody", "tfoot", "td", "th", "tr" -> background(element);
            case "meta" -> head.meta(element);
            case "link" -> head.link(element);
            case "style" -> style(element);
            case "script" -> script(element);
            case "img", "amp-img", "amp-anim", "image" -> pictures.shown(element);
            case "feimage" -> pictures.vector(element);
            case "picture" -> pictures.picture(element);
            case "video" -> pictures.attribute(element, "poster", Way.VIDEO_POSTER);
            case "amp-video" -> pictures.attribute(element, "poster", Way.VIDEO_POSTER);
            case "input" -> input(element);
            case "object" -> embedded(element, "data", Way.OBJECT);
            case "embed" -> embedded(element, "src", Way.EMBED);
            case "iframe", "frame", "amp-iframe" -> frame(element);
            case "a", "area" -> anchor(element);
            default -> pictures.ownElement(element);
        }
        if (element.attributesSize() > 0) {
            attributes(element);
        }
    }

    /** What any element may have. */
    private void attributes(Element element) {
        if (element.hasAttr("style")) {
            StyleSheets.declarations(findings, element.attr("style"), base, () -> Surroundings.of(element));
        }
        if (element.hasAttr("itemprop")) {
            Microdata.read(findings, element, base);
        }
        pictures.lazy(element);
    }

    private void background(Element element) {
        pictures.attribute(element, "background", Way.BACKGROUND);
    }

    private void style(Element element) {
        StyleSheets.sheet(findings, element.data(), base);
    }

    private void script(Element element) {
        String type = element.attr("type").toLowerCase(Locale.ROOT).strip();
        String text = element.data();
        if (type.startsWith("application/ld+json")) {
            data.read(text);
            new ScriptTexts(findings, base, Way.JSON_LD, Facts.NONE, nesting).read(text);
        } else if (type.contains("template") || type.contains("handlebars") || type.startsWith("text/html")) {
            readInner(findings, text, base, nesting + 1);
        } else if (!text.isEmpty() && !NO_STATE.contains(type)) {
            // An older Angular writes its quotation marks so.
            String quoted = type.endsWith("json") ? text.replace("&q;", "\"") : text;
            new ScriptTexts(findings, base, Way.SCRIPT, Facts.NONE, nesting).read(quoted);
        }
    }

    private void input(Element element) {
        if (element.attr("type").strip().equalsIgnoreCase("image")) {
            pictures.attribute(element, "src", Way.INPUT);
        }
    }

    /** An object or embed: an image, or a document of its own, or an SVG file, which is both. */
    private void embedded(Element element, String attribute, Way way) {
        String address = element.attr(attribute);
        String type = element.attr("type").toLowerCase(Locale.ROOT).strip();
        boolean image = type.startsWith("image/") || ImageFiles.named(address) || DataAddress.is(address);
        if (image) {
            pictures.attribute(element, attribute, way);
        }
        if (!image || type.startsWith("image/svg") || ImageFiles.namedSvg(address)) {
            findings.link(base, address, Link.Kind.FRAME);
        }
    }

    private void frame(Element element) {
        if (element.hasAttr("srcdoc")) {
            readInner(findings, element.attr("srcdoc"), base, nesting + 1);
            return;
        }
        for (String attribute : new String[] {"src", "data-src", "data-lazy-src"}) {
            String address = element.attr(attribute);
            if (ImageFiles.named(address)) {
                pictures.attribute(element, attribute, Way.OBJECT);
            } else if (DataAddress.is(address)) {
                DataAddress.parse(address)
                        .filter(inner -> inner.type().contains("html"))
                        .ifPresent(inner -> readInner(
                                findings, new String(inner.bytes(), StandardCharsets.UTF_8), base, nesting + 1));
            }
            findings.link(base, address, Link.Kind.FRAME);
        }
    }

    private void anchor(Element element) {
        String address = element.hasAttr("href") ? element.attr("href") : element.attr("xlink:href");
        if (Licences.isForPage(element)) {
            findings.licence(Licences.stated(element));
        }
        if (ImageFiles.named(address) && !isAboutAnImage(address) || isTypedImage(element)) {
            pictures.linked(element, address);
            return;
        }
        if (address.regionMatches(true, 0, "javascript:", 0, 11)) {
            String call = Texts.unescaped(address.substring(11));
            new ScriptTexts(findings, base, Way.LINKED_FILE, Surroundings.of(element), nesting).read(call);
            return;
        }
        if (isEnlarged(element, address)) {
            pictures.linked(element, address);
        }
        boolean noFollow = Licences.has(element.attr("rel"), "nofollow");
        findings.link(base, address, Link.Kind.PAGE, Optional.empty(), noFollow);
    }

    private static boolean isTypedImage(Element anchor) {
        return anchor.attr("type").strip().toLowerCase(Locale.ROOT).startsWith("image/");
    }

    /** Whether a script shows what a link leads to as a larger picture, though on another host, where no page is visited. */
    private boolean isEnlarged(Element anchor, String address) {
        if (!Addresses.isAbsolute(address) || Addresses.hasOtherEnding(address) || anchor.selectFirst("img") == null) {
            return false;
        }
        boolean marked = ENLARGED.matcher(Texts.cut(anchor.className() + " " + anchor.attr("rel"), 500))
                        .find()
                || anchor.attributes().asList().stream()
                        .anyMatch(one -> ENLARGED.matcher(one.getKey()).find());
        return marked
                && base.resolve(address)
                        .filter(to -> !to.site().equals(base.site()))
                        .isPresent();
    }

    /** A wiki's page about an image: {@code /wiki/File:Otter.jpg}. */
    private static boolean isAboutAnImage(String address) {
        return address.indexOf(':', address.lastIndexOf('/') + 1) > 0;
    }
}
