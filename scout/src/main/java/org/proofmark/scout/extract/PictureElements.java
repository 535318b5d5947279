package org.proofmark.scout.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Reads elements that show a picture, and attributes from which scripts make one do so later. */
final class PictureElements {
    private static final int MOST_OFFERED = 200;

    /** Attributes whose value is an address even where it does not end like an image file's. */
    private static final Set<String> LAZY = Set.of(
            "data-src",
            "data-lazy",
            "data-lazy-src",
            "data-lazyload",
            "data-original",
            "data-original-src",
            "data-bg",
            "data-bg-src",
            "data-background",
            "data-background-image",
            "data-image",
            "data-img",
            "data-img-src",
            "data-image-src",
            "data-echo",
            "data-ll-src",
            "data-hi-res-src",
            "data-full",
            "data-large",
            "data-zoom",
            "data-zoom-image",
            "data-thumb",
            "data-poster",
            "data-url",
            "data-orig-file",
            "data-large-file",
            "data-flickity-lazyload",
            "data-fallback-src",
            "data-large_image",
            "data-actualsrc",
            "data-defer-src",
            "data-cfsrc",
            "data-pin-media",
            "lazy-src",
            "lazyload",
            "loadsrc",
            "nitro-lazy-src");

    private static final Set<String> NO_PICTURE = Set.of("iframe", "script", "audio", "track", "embed", "object");

    private static final Pattern ADDRESS_MARK = Pattern.compile("[/.?]");

    private final Findings findings;
    private final Url base;

    PictureElements(Findings findings, Url base) {
        this.findings = findings;
        this.base = base;
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
                offered.addAll(lazyOf(child));
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
        offered.addAll(lazyOf(image));
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

    /** Whether {@link #lazy} leaves an element to the reading of its picture. */
    private static boolean isPart(Element element) {
        return element.nameIs("img") || element.nameIs("source") || element.nameIs("amp-img");
    }

    /** Attributes of any element from which a script makes a picture. */
    void lazy(Element element) {
        if (!isPart(element) && !NO_PICTURE.contains(element.normalName())) {
            List<Candidate> offered = lazyOf(element);
            if (!offered.isEmpty()) {
                keep(offered, element);
            }
        }
    }

    private List<Candidate> lazyOf(Element element) {
        List<Candidate> offered = new ArrayList<>();
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("data-") || LAZY.contains(name)) {
                lazy(element, name, attribute.getValue(), offered);
            }
        }
        return offered;
    }

    private void lazy(Element element, String name, String value, List<Candidate> offered) {
        if (value.isBlank() || value.startsWith("{") || value.startsWith("[")) {
            return;
        }
        if (name.contains("srcset") || name.endsWith("bgset")) {
            offered.addAll(Candidate.srcset(value, Way.LAZY, width(element), MOST_OFFERED));
        } else if (value.contains("url(")) {
            CssScan.of(value, MOST_OFFERED).pictures().forEach(one -> offered.add(Candidate.of(one, Way.LAZY)));
        } else if (isAddress(element, name, value)) {
            offered.add(Candidate.of(value, Way.LAZY));
        }
    }

    private static boolean isAddress(Element element, String name, String value) {
        if (ImageFiles.named(value) || DataAddress.is(value)) {
            return true;
        }
        boolean shows = isPart(element) || name.contains("bg") || name.contains("background");
        return shows
                && LAZY.contains(name)
                && value.indexOf(' ') < 0
                && ADDRESS_MARK.matcher(value).find();
    }

    /** An image named by one attribute. */
    void attribute(Element element, String attribute, Way way) {
        if (element.hasAttr(attribute)) {
            findings.image(base, element.attr(attribute), inNoscript(element, way), Surroundings.of(element));
        }
    }

    /** Elements a page defines itself, if their source looks like an image. */
    void ownElement(Element element) {
        if (element.normalName().indexOf('-') > 0) {
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
