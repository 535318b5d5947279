package org.proofmark.scout.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Reads microdata with the words of schema.org: {@code itemprop} on any element. */
final class Microdata {
    private static final Set<String> IMAGES =
            Set.of("image", "thumbnailUrl", "thumbnail", "contentUrl", "logo", "photo", "primaryImageOfPage");
    private static final int MOST_PROPERTIES = 300;

    private Microdata() {}

    /** Keeps the image an element with {@code itemprop} names, if it names one. */
    static void read(Findings findings, Element element, Url base) {
        for (String property : Texts.cut(element.attr("itemprop"), 200).strip().split("\\s+", -1)) {
            boolean image = IMAGES.contains(property);
            if (!element.hasAttr("itemscope") && (image || property.equals("url") && isInImage(element))) {
                findings.image(base, address(element), Way.MICRODATA, facts(element));
            }
        }
    }

    private static boolean isInImage(Element element) {
        return scope(element).attr("itemtype").endsWith("/ImageObject");
    }

    private static String address(Element element) {
        String attribute = switch (element.normalName()) {
            case "meta" -> "content";
            case "a", "area", "link" -> "href";
            case "object" -> "data";
            default -> element.hasAttr("src") ? "src" : "content";
        };
        return element.attr(attribute);
    }

    /** The item a property belongs to; the element itself where it belongs to none. */
    private static Element scope(Element element) {
        Element parent = element.parent();
        while (parent != null && !parent.hasAttr("itemscope")) {
            parent = parent.parent();
        }
        return parent == null ? element : parent;
    }

    private static Facts facts(Element element) {
        Facts said = Facts.NONE.alt(element.attr("alt"));
        Element scope = scope(element);
        if (!scope.attr("itemtype").endsWith("/ImageObject")) {
            return said;
        }
        List<String> credits = new ArrayList<>();
        for (String property : new String[] {"creditText", "creator", "author", "copyrightNotice", "copyrightHolder"}) {
            String name = value(scope, property);
            if (!name.isEmpty() && !credits.contains(name)) {
                credits.add(name);
            }
        }
        String caption = value(scope, "caption");
        String licence = value(scope, "license");
        return said.caption(caption.isEmpty() ? value(scope, "name") : caption)
                .credit(String.join("; ", credits))
                .licence(licence.isEmpty() ? value(scope, "acquireLicensePage") : licence)
                .size(Texts.pixels(value(scope, "width")), Texts.pixels(value(scope, "height")));
    }

    private static String value(Element scope, String property) {
        return scope.stream()
                .limit(MOST_PROPERTIES)
                .skip(1)
                .filter(child -> child.attr("itemprop").equals(property))
                .findFirst()
                .map(Microdata::text)
                .orElse("");
    }

    private static String text(Element element) {
        if (element.hasAttr("content")) {
            return element.attr("content");
        }
        return element.hasAttr("href") ? element.absUrl("href") : Surroundings.textWithin(element);
    }
}
