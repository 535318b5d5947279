package org.proofmark.scout.extract;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * What a page says around an image. Looks only so many nodes far, so that a page costs time in proportion to its images.
 */
final class Surroundings {
    private static final int LEVELS = 5;
    private static final int NODES = 200;
    private static final int BEFORE = 200;
    private static final int AFTER = 400;
    private static final Pattern CAPTION = Pattern.compile("(?:^|[\\s_-])(?:wp-)?(?:caption|bildunterschrift|legend)");
    private static final Pattern CREDIT = Pattern.compile(
            "(?:^|[\\s_-])(?:(?:photo|image|img|picture|media|foto)[_-]?)?(?:credits?|byline|copyright|photographer|attribution|bildnachweis|quelle|fotograf)(?![a-z])");

    private Surroundings() {}

    /** What is said about an image by its element and what stands around it. */
    static Facts of(Element image) {
        Element unit = unit(image);
        String credit = Credit.of(text(unit, Surroundings::isCredit));
        return new Facts(
                alt(image),
                caption(image, unit),
                credit,
                licence(unit),
                context(image),
                Texts.pixels(image.attr("width")),
                Texts.pixels(image.attr("height")));
    }

    private static String alt(Element image) {
        return image.hasAttr("alt") ? image.attr("alt") : image.attr("aria-label");
    }

    private static String caption(Element image, Element unit) {
        String figcaption = text(unit, element -> element.nameIs("figcaption"));
        if (!figcaption.isBlank()) {
            return figcaption;
        }
        String captioned = text(unit, Surroundings::isCaption);
        return captioned.isBlank() ? image.attr("title") : captioned;
    }

    /** The largest element around an image that shows no other one: what is said there is said about it. */
    private static Element unit(Element image) {
        Element unit = image;
        for (int level = 0; level < LEVELS; level++) {
            Element parent = unit.parent();
            if (parent == null || parent.nameIs("body") || parent.nameIs("html") || !showsOnly(parent, image)) {
                return unit;
            }
            unit = parent;
            if (unit.nameIs("figure")) {
                return unit;
            }
        }
        return unit;
    }

    private static boolean showsOnly(Element container, Element image) {
        Node node = container;
        for (int seen = 0; node != null; seen++) {
            if (seen > NODES || !node.equals(image) && node instanceof Element element && isOther(element, image)) {
                return false;
            }
            node = next(node, container);
        }
        return true;
    }

    /** Whether an element shows another image; the same once more for browsers without script does not count. */
    private static boolean isOther(Element element, Element image) {
        boolean shows = element.nameIs("img") || element.nameIs("amp-img") || element.nameIs("video");
        return shows
                && !element.attr("src").equals(image.attr("src"))
                && !isForNoScript(element)
                && !isForNoScript(image);
    }

    /** Whether an image stands where only browsers without script show it; a few levels up, as such images do. */
    static boolean isForNoScript(Element image) {
        Element element = image;
        for (int level = 0; element != null && level <= LEVELS; level++) {
            if (element.nameIs("noscript")) {
                return true;
            }
            element = element.parent();
        }
        return false;
    }

    private static boolean isCaption(Element element) {
        return element.attr("itemprop").equals("caption") || marked(element, CAPTION);
    }

    private static boolean isCredit(Element element) {
        String property = element.attr("itemprop");
        return property.equals("creditText")
                || property.equals("creator")
                || property.equals("copyrightHolder")
                || element.attr("rel").equals("author")
                || marked(element, CREDIT);
    }

    private static boolean marked(Element element, Pattern pattern) {
        String name = element.className();
        return !name.isEmpty()
                && name.length() < 500
                && pattern.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    private static String licence(Element unit) {
        Element found = first(unit, Licences::isStated);
        return found == null ? "" : Licences.stated(found);
    }

    private static String text(Element unit, Predicate<Element> wanted) {
        Element found = first(unit, wanted);
        if (found == null) {
            return "";
        }
        return found.hasAttr("content") ? found.attr("content") : textWithin(found);
    }

    private static @Nullable Element first(Element unit, Predicate<Element> wanted) {
        Node node = next(unit, unit);
        for (int seen = 0; node != null && seen < NODES; seen++) {
            if (node instanceof Element element && wanted.test(element)) {
                return element;
            }
            node = next(node, unit);
        }
        return null;
    }

    /** The text of an element, as far as one looks. */
    static String textWithin(Element element) {
        StringBuilder text = new StringBuilder();
        Node node = element;
        for (int seen = 0; node != null && seen < NODES && text.length() < 2 * AFTER; seen++) {
            append(node, text);
            node = next(node, element);
        }
        return text.toString().strip();
    }

    /** The text before and after. */
    private static String context(Element image) {
        StringBuilder before = new StringBuilder();
        Node node = previous(image);
        for (int seen = 0; node != null && seen < NODES && before.length() < BEFORE; seen++) {
            if (node instanceof TextNode text && !text.isBlank()) {
                before.insert(0, lastOf(text.getWholeText()) + " ");
            }
            node = previous(node);
        }
        StringBuilder after = new StringBuilder();
        node = next(image, null);
        for (int seen = 0; node != null && seen < NODES && after.length() < AFTER; seen++) {
            append(node, after);
            node = next(node, null);
        }
        return before.append(Texts.cut(after.toString(), AFTER)).toString();
    }

    private static void append(Node node, StringBuilder text) {
        if (node instanceof TextNode piece && !piece.isBlank()) {
            text.append(Texts.cut(piece.getWholeText(), 2 * AFTER)).append(' ');
        }
    }

    private static String lastOf(String text) {
        return text.length() <= BEFORE ? text : text.substring(text.length() - BEFORE);
    }

    /** The next in document order, within a root. */
    private static @Nullable Node next(Node from, @Nullable Node root) {
        if (from.childNodeSize() > 0) {
            return from.childNode(0);
        }
        for (Node node = from; node != null && !node.equals(root); node = node.parent()) {
            Node sibling = node.nextSibling();
            if (sibling != null) {
                return sibling;
            }
        }
        return null;
    }

    private static @Nullable Node previous(Node from) {
        Node sibling = from.previousSibling();
        if (sibling == null) {
            return from.parent();
        }
        while (sibling.childNodeSize() > 0) {
            sibling = sibling.childNode(sibling.childNodeSize() - 1);
        }
        return sibling;
    }
}
