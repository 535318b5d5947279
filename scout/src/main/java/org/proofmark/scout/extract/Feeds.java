package org.proofmark.scout.extract;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Reads RSS 0.9 to 2.0, RDF and Atom feeds, with enclosures, Media RSS, iTunes and HTML inside. */
final class Feeds {
    private final Findings findings;
    private final Url base;

    private Feeds(Findings findings, Url base) {
        this.findings = findings;
        this.base = base;
    }

    static void read(Findings findings, Document document) {
        findings.kind(Extract.Kind.FEED);
        Element root = document.firstElementChild();
        if (root != null) {
            new Feeds(findings, Xml.base(root, findings.url())).feed(root);
        }
    }

    private void feed(Element root) {
        findings.language(root.attr("xml:lang"));
        for (Element child : root.children()) {
            switch (Xml.name(child)) {
                case "channel" -> channel(child);
                case "item", "entry" -> item(child);
                default -> about(child);
            }
        }
    }

    private void channel(Element channel) {
        for (Element child : channel.children()) {
            if (findings.isFull()) {
                return;
            }
            switch (Xml.name(child)) {
                case "item" -> item(child);
                default -> about(child);
            }
        }
    }

    /** What a feed says about itself. */
    private void about(Element element) {
        switch (Xml.name(element)) {
            case "title" -> findings.title(element.wholeText());
            case "language" -> findings.language(element.wholeText());
            case "license" -> findings.licence(element.hasAttr("href") ? element.attr("href") : element.wholeText());
            case "link" -> link(element, Optional.empty());
            case "image" -> image(element, Facts.NONE);
            case "logo", "icon", "cover" -> picture(element, Facts.NONE);
            default -> {}
        }
    }

    private void item(Element item) {
        Url itemBase = Xml.base(item, base);
        Optional<Instant> changed = Dates.parse(Xml.text(item, "updated", "modified", "pubdate", "published", "date"));
        Facts facts = Facts.NONE
                .licence(licence(item))
                .credit(Xml.text(item, "credit"))
                .context(Xml.text(item, "title"));
        boolean linked = false;
        for (Element child : item.children()) {
            linked |= Xml.name(child).equals("link") && link(child, changed);
            part(child, facts, itemBase);
        }
        if (!linked) {
            Xml.child(item, "guid")
                    .filter(guid -> !guid.attr("isPermaLink").equals("false"))
                    .ifPresent(guid -> findings.link(base, guid.wholeText(), Link.Kind.PAGE, changed, false));
        }
    }

    private static String licence(Element item) {
        Optional<Element> licence = Xml.child(item, "license");
        return licence.filter(found -> found.hasAttr("href"))
                .map(found -> found.attr("href"))
                .orElseGet(() -> Xml.text(item, "license", "rights", "copyright"));
    }

    private void part(Element part, Facts facts, Url itemBase) {
        switch (Xml.name(part)) {
            case "enclosure" -> enclosure(part, "url", facts);
            case "content" -> content(part, facts, itemBase);
            case "group" -> part.children().forEach(inner -> part(inner, facts, itemBase));
            case "thumbnail", "image", "image_link", "additional_image_link" -> image(part, facts);
            case "encoded", "description", "summary", "body", "fulltext" -> markup(part, itemBase);
            default -> {
                if (part.childrenSize() == 0) {
                    named(part.wholeText().strip(), facts);
                }
            }
        }
    }

    /** Media RSS names a file so, Atom the text. */
    private void content(Element content, Facts facts, Url itemBase) {
        if (content.hasAttr("url")) {
            enclosure(content, "url", media(content).or(facts));
            content.children().forEach(inner -> part(inner, facts, itemBase));
        } else if (content.hasAttr("src")) {
            findings.link(itemBase, content.attr("src"), Link.Kind.PAGE);
        } else {
            markup(content, itemBase);
        }
    }

    private static Facts media(Element content) {
        String caption = Xml.text(content, "description", "title");
        Facts said = Facts.NONE.caption(caption).alt(Xml.text(content, "text")).credit(Xml.text(content, "credit"));
        return said.licence(licence(content))
                .size(Texts.pixels(content.attr("width")), Texts.pixels(content.attr("height")));
    }

    private void enclosure(Element element, String attribute, Facts facts) {
        String type = element.attr("type").toLowerCase(Locale.ROOT);
        String address = element.attr(attribute);
        if (type.startsWith("image/") || element.attr("medium").equals("image") || ImageFiles.named(address)) {
            findings.image(base, address, Way.FEED, facts);
        }
    }

    private void image(Element image, Facts facts) {
        for (String attribute : new String[] {"href", "url", "rdf:resource"}) {
            findings.image(base, image.attr(attribute), Way.FEED, facts);
        }
        if (image.childrenSize() == 0) {
            findings.image(base, image.wholeText(), Way.FEED, facts);
        }
        Xml.child(image, "url")
                .ifPresent(url -> findings.image(base, url.wholeText(), Way.FEED, caption(image, facts)));
    }

    /** Feeds of goods and of single makers name images in elements of their own: {@code g:additional_image_link}. */
    private void named(String text, Facts facts) {
        if (Addresses.isRooted(text) && Addresses.isWhole(text) && Addresses.leadsToImage(text)) {
            findings.image(base, text, Way.FEED, facts);
        }
    }

    private static Facts caption(Element image, Facts facts) {
        return facts.or(Facts.NONE.caption(Xml.text(image, "title")));
    }

    private void picture(Element picture, Facts facts) {
        String address = picture.hasAttr("image") ? picture.attr("image") : picture.ownText();
        findings.image(base, address, Way.FEED, facts);
    }

    /** A link of RSS or Atom; whether it leads to the page. */
    private boolean link(Element link, Optional<Instant> changed) {
        String address = link.hasAttr("href") ? link.attr("href") : link.wholeText();
        return switch (link.attr("rel").toLowerCase(Locale.ROOT)) {
            case "", "alternate" -> {
                findings.link(base, address, Link.Kind.PAGE, changed, false);
                yield !address.isBlank();
            }
            case "next", "prev-archive" -> {
                findings.link(base, address, Link.Kind.FEED);
                yield false;
            }
            case "enclosure" -> {
                enclosure(link, "href", Facts.NONE.caption(link.attr("title")));
                yield false;
            }
            case "license" -> {
                findings.licence(address);
                yield false;
            }
            default -> false;
        };
    }

    /** HTML inside: escaped, in CDATA, or as XHTML elements. */
    private void markup(Element part, Url itemBase) {
        String markup = part.attr("type").equals("xhtml") ? part.html() : part.wholeText();
        if (markup.indexOf('<') >= 0) {
            PageReader.readInner(findings, markup, Xml.base(part, itemBase), 1);
        }
    }
}
