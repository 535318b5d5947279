package org.proofmark.scout.extract;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/** Reads what pages say in {@code meta} and {@code link} elements. */
final class HeadElements {
    private static final Pattern REFRESH = Pattern.compile(
            "^\\s*[\\d.]*\\s*[;,]?\\s*(?:url\\s*=\\s*)?(.*)$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern SIZES = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final Pattern HEADER = Pattern.compile(
            "<([^>]{1,4096})>((?:\\s*;\\s*[\\w*-]{1,40}\\s*(?:=\\s*(?:\"[^\"]{0,4096}\"|[^\\s\",;]{0,200}))?)*)");
    private static final Pattern PARAMETER = Pattern.compile("([\\w*-]{1,40})\\s*=\\s*(?:\"([^\"]*)\"|([^\\s\",;]*))");
    private static final Pattern PAGES = Pattern.compile("^(?:text/html|application/xhtml|application/pdf)");
    private static final Pattern FEED = Pattern.compile("application/(?:rss|atom|rdf|feed)\\+(?:xml|json)");

    private final Findings findings;
    private final Url base;

    HeadElements(Findings findings, Url base) {
        this.findings = findings;
        this.base = base;
    }

    void meta(Element meta) {
        String content = meta.attr("content");
        if (meta.attr("http-equiv").strip().equalsIgnoreCase("refresh")) {
            refresh(content);
        } else if (meta.attr("http-equiv").strip().equalsIgnoreCase("content-language")) {
            findings.language(content);
        }
        String name = meta.hasAttr("property") ? meta.attr("property") : meta.attr("name");
        switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "og:image", "og:image:url", "og:image:secure_url" -> openGraph(meta, content);
            case "twitter:image",
                    "twitter:image:src",
                    "twitter:image0",
                    "twitter:image1",
                    "twitter:image2",
                    "twitter:image3" -> findings.image(base, content, Way.TWITTER, twitter(meta));
            case "og:title" -> findings.title(content);
            case "thumbnail", "image", "pinterest:media", "sailthru.image.full", "sailthru.image.thumb", "dc.image" ->
                findings.image(base, content, Way.LINK_IMAGE, Facts.NONE);
            case "msapplication-tileimage", "msapplication-square310x310logo" ->
                findings.image(base, content, Way.LINK_ICON, Facts.NONE);
            case "robots", "proofmark" -> findings.directives(Directives.parse(content));
            case "license", "licence", "dcterms.license", "dc.rights.license" -> findings.licence(content);
            default -> {
                if (Addresses.isRooted(content) && Addresses.isWhole(content) && Addresses.isNamedFile(content)) {
                    findings.image(base, content, Way.LINK_IMAGE, Facts.NONE);
                }
            }
        }
    }

    /** A Link header field (RFC 8288): what a link element would say. */
    void header(String field) {
        Matcher links = HEADER.matcher(Texts.cut(field, 16_384));
        while (links.find()) {
            Element link = new Element("link").attr("href", links.group(1).strip());
            Matcher parameters = PARAMETER.matcher(links.group(2));
            while (parameters.find()) {
                String value = parameters.group(2) == null ? parameters.group(3) : parameters.group(2);
                link.attr(parameters.group(1).toLowerCase(Locale.ROOT), value);
            }
            link(link);
        }
    }

    /** The address of a Refresh header or element: {@code 5; url=next.html}. */
    void refresh(String content) {
        Matcher refresh = REFRESH.matcher(Texts.cut(content, findings.limits().address()));
        if (refresh.matches()) {
            String address = refresh.group(1).strip();
            boolean quoted = address.startsWith("'") || address.startsWith("\"");
            int end = quoted ? address.indexOf(address.charAt(0), 1) : -1;
            String bare = quoted ? address.substring(1, end < 0 ? address.length() : end) : address;
            findings.link(base, bare, Link.Kind.REFRESH);
        }
    }

    private void openGraph(Element meta, String content) {
        Facts facts = Facts.NONE
                .alt(following(meta, "og:image", "og:image:alt"))
                .size(
                        Texts.pixels(following(meta, "og:image", "og:image:width")),
                        Texts.pixels(following(meta, "og:image", "og:image:height")));
        findings.image(base, content, Way.OPEN_GRAPH, facts);
    }

    private Facts twitter(Element meta) {
        return Facts.NONE.alt(following(meta, "twitter:image", "twitter:image:alt"));
    }

    /** What is said about an image after it, before the next one. */
    private static String following(Element meta, String next, String wanted) {
        Element sibling = meta.nextElementSibling();
        for (int seen = 0; sibling != null && seen < 12; seen++) {
            String name = sibling.hasAttr("property") ? sibling.attr("property") : sibling.attr("name");
            if (name.equals(wanted)) {
                return sibling.attr("content");
            }
            if (name.equals(next)) {
                return "";
            }
            sibling = sibling.nextElementSibling();
        }
        return "";
    }

    void link(Element link) {
        String address = link.attr("href");
        String type = link.attr("type").toLowerCase(Locale.ROOT).strip();
        for (String relation : Texts.cut(link.attr("rel"), 200)
                .toLowerCase(Locale.ROOT)
                .strip()
                .split("\\s+", -1)) {
            link(link, relation, address, type);
        }
    }

    private void link(Element link, String relation, String address, String type) {
        switch (relation) {
            case "stylesheet" -> findings.link(base, address, Link.Kind.STYLE_SHEET);
            case "preload", "prefetch" -> preload(link, address);
            case "image_src", "thumbnail" -> findings.image(base, address, Way.LINK_IMAGE, Facts.NONE);
            case "icon",
                    "apple-touch-icon",
                    "apple-touch-icon-precomposed",
                    "mask-icon",
                    "apple-touch-startup-image",
                    "fluid-icon" -> findings.image(base, address, Way.LINK_ICON, sizes(link));
            case "canonical" -> findings.canonical(base, address);
            case "next", "prev", "first", "last" -> findings.link(base, address, Link.Kind.PAGE);
            case "amphtml" -> findings.link(base, address, Link.Kind.PAGE);
            case "alternate" -> alternate(link, address, type);
            case "sitemap" -> findings.link(base, address, Link.Kind.SITEMAP);
            case "manifest" -> findings.link(base, address, Link.Kind.MANIFEST);
            case "license" -> findings.licence(link.absUrl("href").isEmpty() ? address : link.absUrl("href"));
            default -> {}
        }
    }

    /** Another form of the page: a feed, a page for other readers; not an alternative style, nor a description of it as data. */
    private void alternate(Element link, String address, String type) {
        if (isFeed(type)) {
            findings.link(base, address, Link.Kind.FEED);
        } else if (!Licences.has(link.attr("rel"), "stylesheet")
                && (type.isEmpty() || PAGES.matcher(type).find())) {
            findings.link(base, address, Link.Kind.PAGE);
        }
    }

    private static boolean isFeed(String type) {
        return FEED.matcher(type).lookingAt();
    }

    private void preload(Element link, String address) {
        if (link.attr("as").strip().equalsIgnoreCase("style")) {
            findings.link(base, address, Link.Kind.STYLE_SHEET);
        }
        if (!link.attr("as").strip().equalsIgnoreCase("image")) {
            return;
        }
        var offered = Candidate.srcset(link.attr("imagesrcset"), Way.LINK_PRELOAD, 0, 100);
        offered.add(Candidate.of(address, Way.LINK_PRELOAD));
        Candidate.largest(offered).forEach(one -> findings.image(base, one.address(), Way.LINK_PRELOAD, Facts.NONE));
    }

    private static Facts sizes(Element link) {
        Matcher sizes = SIZES.matcher(Texts.cut(link.attr("sizes"), 200));
        int width = 0;
        int height = 0;
        while (sizes.find()) {
            width = Math.max(width, Integer.parseInt(sizes.group(1)));
            height = Math.max(height, Integer.parseInt(sizes.group(2)));
        }
        return width == 0 ? Facts.NONE : Facts.NONE.size(OptionalInt.of(width), OptionalInt.of(height));
    }
}
