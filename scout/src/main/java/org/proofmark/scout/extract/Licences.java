package org.proofmark.scout.extract;

import java.util.Locale;
import org.jsoup.nodes.Element;

/** Licences stated in markup: {@code rel=license}, schema.org, and links to Creative Commons. */
final class Licences {
    private Licences() {}

    static boolean isStated(Element element) {
        return has(element.attr("rel"), "license")
                || element.attr("itemprop").equals("license")
                || element.attr("property").endsWith(":license")
                || isCreativeCommons(element.attr("href"));
    }

    /** Whether it is stated for the page as a whole when it stands near no image. */
    static boolean isForPage(Element element) {
        return has(element.attr("rel"), "license");
    }

    /** Its address, or text where it has none. */
    static String stated(Element element) {
        for (String attribute : new String[] {"href", "content", "resource", "src"}) {
            if (element.hasAttr(attribute)) {
                return element.hasAttr("href") ? element.absUrl("href") : element.attr(attribute);
            }
        }
        return Surroundings.textWithin(element);
    }

    /** Whether a space-separated list has a word. */
    static boolean has(String list, String word) {
        if (list.isEmpty() || list.length() > 200) {
            return false;
        }
        for (String item : list.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (item.equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCreativeCommons(String href) {
        return href.contains("creativecommons.org/licenses/") || href.contains("creativecommons.org/publicdomain/");
    }
}
