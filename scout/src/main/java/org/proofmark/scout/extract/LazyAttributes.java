package org.proofmark.scout.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Reads attributes from which scripts make an element show a picture later. */
final class LazyAttributes {
    private static final int MOST_OFFERED = 200;

    /** Attributes of images whose value is an address even where it does not end like an image file's. */
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
            "data-hires",
            "data-src-retina",
            "data-retina",
            "data-delayed-url",
            "data-normal",
            "data-frz-src",
            "data-wood-src",
            "data-ezsrc",
            "data-opt-src",
            "data-pagespeed-lazy-src",
            "lazy-src",
            "lazyload",
            "loadsrc",
            "nitro-lazy-src");

    /** Attributes that are read elsewhere, or that only name. */
    private static final Set<String> OTHERS = Set.of(
            "src",
            "srcset",
            "imagesrcset",
            "href",
            "xlink:href",
            "poster",
            "background",
            "style",
            "content",
            "action",
            "data",
            "class",
            "id",
            "alt",
            "title",
            "name",
            "rel",
            "type",
            "download",
            "srcdoc",
            "formaction",
            "cite",
            "placeholder",
            "lang",
            "width",
            "height",
            "sizes");

    private static final Set<String> NO_PICTURE =
            Set.of("iframe", "script", "audio", "track", "embed", "object", "meta");

    private static final Pattern ADDRESS_MARK = Pattern.compile("[/.?]");
    private static final Pattern SET_MEDIA = Pattern.compile("\\[[^\\]]{0,200}\\]");

    private final Findings findings;
    private final Url base;
    private final int nesting;

    LazyAttributes(Findings findings, Url base, int nesting) {
        this.findings = findings;
        this.base = base;
        this.nesting = nesting;
    }

    /** Whether an element's attributes are read with its picture. */
    static boolean isPart(Element element) {
        return element.nameIs("img") || element.nameIs("source") || element.nameIs("amp-img");
    }

    /** Whether a script would make a picture of this element at all. */
    static boolean mayShow(Element element) {
        return !NO_PICTURE.contains(element.normalName());
    }

    /** What the attributes of an element offer for its place. Scripts and markup in them are read on the way. */
    List<Candidate> offered(Element element) {
        List<Candidate> offered = new ArrayList<>();
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue();
            if (value.length() > 3 && !OTHERS.contains(name) && !name.startsWith("aria-")) {
                read(element, name, value, offered);
            }
        }
        return offered;
    }

    private void read(Element element, String name, String value, List<Candidate> offered) {
        if (value.indexOf('<') >= 0 && value.indexOf('>') > 0) {
            if (ScriptTexts.isWorthReading(value)) {
                PageReader.readInner(findings, value, base, nesting + 1);
            }
        } else if (isScript(name, value)) {
            if (ScriptTexts.isWorthReading(value)) {
                new ScriptTexts(findings, base, Way.LAZY, Surroundings.of(element), nesting).read(value);
            }
        } else if (name.contains("srcset") || name.endsWith("bgset")) {
            String set = SET_MEDIA.matcher(value).replaceAll("").replace('|', ',');
            offered.addAll(Candidate.srcset(set, Way.LAZY, width(element), MOST_OFFERED));
        } else if (value.contains("url(")) {
            CssScan.of(value, MOST_OFFERED).pictures().forEach(one -> offered.add(Candidate.of(one, Way.LAZY)));
        } else {
            String filled = Addresses.filled(value, element.attr("data-widths"));
            if (isAddress(element, name, filled)) {
                offered.add(Candidate.of(filled, Way.LAZY));
            }
        }
    }

    /** An object, a call, or an expression of a framework: {@code :src="'otter.jpg'"}. */
    private static boolean isScript(String name, String value) {
        char first = value.stripLeading().isEmpty() ? ' ' : value.stripLeading().charAt(0);
        boolean expression = name.startsWith(":")
                || name.startsWith("v-")
                || name.startsWith("x-")
                || name.startsWith("ng-")
                || name.startsWith("[");
        return first == '{' && !value.stripLeading().startsWith("{{")
                || first == '['
                || name.startsWith("on")
                || expression && (value.indexOf('\'') >= 0 || value.indexOf('`') >= 0);
    }

    private static double width(Element element) {
        return Texts.pixels(element.attr("width")).orElse(0);
    }

    private static boolean isAddress(Element element, String name, String value) {
        if (DataAddress.is(value)) {
            return value.regionMatches(true, 0, "data:image/", 0, 11);
        }
        String address = value.strip();
        if (ImageFiles.named(address)) {
            boolean onlyNames = Addresses.saysText(name) || name.equals("value") && address.indexOf('/') < 0;
            return !onlyNames || Addresses.isRooted(address);
        }
        if (address.indexOf(' ') >= 0) {
            return false;
        }
        boolean background = name.contains("bg") || name.contains("background");
        if (LAZY.contains(name) && (isPart(element) || background)) {
            return ADDRESS_MARK.matcher(address).find();
        }
        return Addresses.isRooted(address)
                && (Addresses.leadsToImage(address)
                        || Addresses.isAbsolute(address)
                                && name.startsWith("data-")
                                && Addresses.saysPicture(name)
                                && !Addresses.hasOtherEnding(address));
    }
}
