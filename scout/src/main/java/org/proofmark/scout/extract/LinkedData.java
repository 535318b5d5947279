package org.proofmark.scout.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;
import tools.jackson.databind.JsonNode;

/**
 * Reads JSON-LD with the words of schema.org. It is not expanded as JSON-LD 1.1 says (contexts would have to be fetched); the
 * plain names are what pages use.
 */
final class LinkedData {
    private static final Set<String> IMAGES = Set.of(
            "image",
            "thumbnailUrl",
            "thumbnail",
            "photo",
            "photos",
            "logo",
            "primaryImageOfPage",
            "associatedMedia",
            "images",
            "screenshot");
    private static final Set<String> IMAGE_TYPES =
            Set.of("ImageObject", "Photograph", "Painting", "Drawing", "Barcode");
    private static final Set<String> WORKS = Set.of(
            "WebPage",
            "Article",
            "NewsArticle",
            "BlogPosting",
            "CreativeWork",
            "WebSite",
            "ItemPage",
            "CollectionPage");
    private static final List<String> ADDRESSES = List.of("contentUrl", "url", "thumbnailUrl", "@id");

    private final Findings findings;
    private final Url base;

    LinkedData(Findings findings, Url base) {
        this.findings = findings;
        this.base = base;
    }

    /** Reads one script's text. */
    void read(String text) {
        findings.json().read(bare(text), findings).ifPresent(this::read);
    }

    /** Some wrap it in a comment of HTML or in CDATA. */
    private static String bare(String text) {
        String bare = text.strip();
        for (String[] wrap : new String[][] {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"//<![CDATA[", "//]]>"}}) {
            if (bare.startsWith(wrap[0]) && bare.endsWith(wrap[1])) {
                bare = bare.substring(wrap[0].length(), bare.length() - wrap[1].length());
            }
        }
        return bare;
    }

    private void read(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::read);
        } else if (node.isObject()) {
            object(node);
        }
    }

    private void object(JsonNode object) {
        if (isOf(object, IMAGE_TYPES)) {
            imageObject(object, Facts.NONE);
        } else if (isOf(object, WORKS)) {
            findings.licence(licence(object));
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (IMAGES.contains(member.getKey())) {
                image(member.getValue(), Facts.NONE.context(named(object)));
            } else if (member.getKey().equals("contentUrl")
                    && ImageFiles.named(member.getValue().asString(""))) {
                imageObject(object, Facts.NONE);
            }
            read(member.getValue());
        }
    }

    private static boolean isOf(JsonNode object, Set<String> types) {
        boolean[] found = {false};
        eachText(object.get("@type"), type -> found[0] |= types.contains(type.substring(type.lastIndexOf('/') + 1)));
        return found[0];
    }

    private static void eachText(@Nullable JsonNode node, Consumer<String> use) {
        if (node != null && node.isArray()) {
            node.forEach(item -> eachText(item, use));
        } else if (node != null && node.isString()) {
            use.accept(node.stringValue());
        }
    }

    /** What stands where an image is expected: an address, an object, or several. */
    private void image(JsonNode value, Facts facts) {
        if (value.isArray()) {
            value.forEach(one -> image(one, facts));
        } else if (value.isString()) {
            findings.image(base, value.stringValue(), Way.JSON_LD, facts);
        } else if (value.isObject()) {
            imageObject(value, facts);
        }
    }

    private void imageObject(JsonNode object, Facts context) {
        Facts facts = facts(object).or(context);
        boolean found = false;
        for (String member : ADDRESSES) {
            List<String> addresses = new ArrayList<>();
            eachText(object.get(member), addresses::add);
            for (String address : addresses) {
                if (member.startsWith("content") || ImageFiles.named(address) || member.equals("url") && !found) {
                    findings.image(base, address, Way.JSON_LD, facts);
                    found = true;
                }
            }
        }
    }

    private static Facts facts(JsonNode object) {
        List<String> credits = new ArrayList<>();
        for (String member : new String[] {"creditText", "creator", "author", "copyrightNotice", "copyrightHolder"}) {
            String name = name(object.get(member));
            if (!name.isEmpty() && credits.stream().noneMatch(known -> known.contains(name))) {
                credits.add(name);
            }
        }
        return new Facts(
                JsonTexts.text(object, "alternateName"),
                first(object, "caption", "description", "name", "headline"),
                String.join("; ", credits),
                licence(object),
                "",
                pixels(object.get("width")),
                pixels(object.get("height")));
    }

    private static String named(JsonNode object) {
        return first(object, "headline", "name", "caption");
    }

    private static String first(JsonNode object, String... members) {
        for (String member : members) {
            String text = JsonTexts.text(object, member);
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    /** A licence, else where one is to be had. */
    private static String licence(JsonNode object) {
        for (String member : new String[] {"license", "acquireLicensePage", "usageInfo"}) {
            JsonNode value = object.get(member);
            if (value != null && value.isObject()) {
                return first(value, "url", "@id", "name");
            }
            if (value != null && value.isString()) {
                return value.stringValue();
            }
        }
        return "";
    }

    private static String name(@Nullable JsonNode person) {
        if (person == null || person.isNull()) {
            return "";
        }
        if (person.isArray()) {
            List<String> names = new ArrayList<>();
            person.forEach(one -> names.add(name(one)));
            return String.join(", ", names);
        }
        return person.isObject() ? first(person, "name", "legalName", "alternateName") : person.asString("");
    }

    private static OptionalInt pixels(@Nullable JsonNode length) {
        if (length == null) {
            return OptionalInt.empty();
        }
        return Texts.pixels(length.isObject() ? JsonTexts.text(length, "value") : length.asString(""));
    }
}
