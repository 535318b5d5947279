package org.proofmark.scout.extract;

import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.proofmark.scout.url.Url;

/**
 * Elements of XML by their names without prefix, which feeds and sitemaps choose as they like. The parser is jsoup's: it
 * knows no document types, so that no entity can be made to grow or to reach for a file.
 */
final class Xml {
    private Xml() {}

    /** The name without prefix, lower case. */
    static String name(Element element) {
        return element.tag().localName().toLowerCase(Locale.ROOT);
    }

    /** The first child of a name. */
    static Optional<Element> child(Element parent, String name) {
        for (Element child : parent.children()) {
            if (name(child).equals(name)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** The text of the first child that has one of the names, in their order; empty where there is none. */
    static String text(Element parent, String... names) {
        for (String name : names) {
            String text = child(parent, name).map(Element::wholeText).orElse("").strip();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** What references in an element are relative to: {@code xml:base}. */
    static Url base(Element element, Url around) {
        return element.hasAttr("xml:base")
                ? around.resolve(element.attr("xml:base")).filter(Url::isHttp).orElse(around)
                : around;
    }
}
