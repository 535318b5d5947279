package org.proofmark.scout.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jsoup.nodes.Element;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Reads elements that show a picture, and those of which scripts make one do so later. */
final class PictureElements {
    private static final int MOST_OFFERED = 200;

    private final Findings findings;
    private final Url base;
    private final LazyAttributes lazy;

    PictureElements(Findings findings, Url base, int nesting) {
        this.findings = findings;
        this.base = base;
        lazy = new LazyAttributes(findings, base, nesting);
    }

    /** An image of HTML or SVG; those in a picture element are read with it. */
    void shown(Element image) {
        if (image.hasAttr("xlink:href") || image.hasAttr("href")) {
            vector(image);
        }
        Element parent = image.parent();
        if (parent == null || !parent.nameIs("picture")) {
            keep(offered(image), image);
        }
    }

    /** An SVG image. */
    void vector(Element image) {
        String address = image.hasAttr("href") ? image.attr("href") : image.attr("xlink:href");
        findings.image(base, address, inNoscript(image, Way.SVG_IMAGE), Surroundings.of(image));
    }

    /** A picture: all its sources and its image offer one place's pictures. */
    void picture(Element picture) {
        List<Candidate> offered = new ArrayList<>();
        Element described = picture;
        for (Element child : picture.children()) {
            if (child.nameIs("source")) {
                offered.addAll(Candidate.srcset(child.attr("srcset"), Way.PICTURE, width(child), MOST_OFFERED));
                offered.add(Candidate.of(child.attr("src"), Way.PICTURE));
                offered.addAll(lazy.offered(child));
            } else if (child.nameIs("img")) {
                offered.addAll(offered(child));
                described = child;
            }
        }
        keep(offered, described);
    }

    private List<Candidate> offered(Element image) {
        double width = width(image);
        List<Candidate> offered = Candidate.srcset(image.attr("srcset"), Way.SRCSET, width, MOST_OFFERED);
        boolean densities = offered.stream().anyMatch(one -> one.width() > 0);
        offered.add(new Candidate(image.attr("src"), Way.IMG, densities && isPlain(image) ? Math.max(width, 1) : 0));
        offered.addAll(lazy.offered(image));
        return offered;
    }

    /** Beside densities ({@code 2x}), src is the picture at density 1. */
    private static boolean isPlain(Element image) {
        return image.attr("srcset").stripTrailing().endsWith("x");
    }

    private static double width(Element element) {
        return Texts.pixels(element.attr("width")).orElse(0);
    }

    private void keep(List<Candidate> offered, Element described) {
        Facts facts = offered.isEmpty() ? Facts.NONE : Surroundings.of(described);
        for (Candidate one : Candidate.largest(offered)) {
            findings.image(base, one.address(), inNoscript(described, one.way()), facts);
        }
    }

    private static Way inNoscript(Element element, Way way) {
        return Surroundings.isForNoScript(element) ? Way.NOSCRIPT : way;
    }

    /** Attributes of any element from which a script makes a picture. */
    void lazy(Element element) {
        if (!LazyAttributes.isPart(element) && LazyAttributes.mayShow(element)) {
            List<Candidate> offered = lazy.offered(element);
            if (!offered.isEmpty()) {
                keep(offered, element);
            }
        }
    }

    /** An image named by one attribute. */
    void attribute(Element element, String attribute, Way way) {
        if (element.hasAttr(attribute)) {
            findings.image(base, element.attr(attribute), inNoscript(element, way), Surroundings.of(element));
        }
    }

    /** Elements that HTML does not know, if their source looks like an image. */
    void ownElement(Element element) {
        if (!element.tag().isKnownTag()) {
            for (String attribute : new String[] {"src", "poster", "image"}) {
                if (ImageFiles.named(element.attr(attribute))) {
                    attribute(element, attribute, Way.LAZY);
                }
            }
        }
    }

    /** A link straight to an image file: often the large form of the picture inside it. */
    void linked(Element anchor, String address) {
        Element inner = anchor.selectFirst("img");
        Facts facts = inner == null
                ? Surroundings.of(anchor).caption(Surroundings.textWithin(anchor))
                : Surroundings.of(inner).size(OptionalInt.empty(), OptionalInt.empty());
        Facts titled = anchor.hasAttr("title") ? facts.or(Facts.NONE.caption(anchor.attr("title"))) : facts;
        findings.image(base, address, inNoscript(anchor, Way.LINKED_FILE), titled);
    }
}
