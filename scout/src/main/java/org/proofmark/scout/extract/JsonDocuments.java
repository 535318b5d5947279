package org.proofmark.scout.extract;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;
import tools.jackson.databind.JsonNode;

/** Reads JSON documents: JSON Feed 1.1, web app manifests, and linked data by itself. */
final class JsonDocuments {
    private static final Pattern SIZES = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    private final Findings findings;
    private final Url base;

    private JsonDocuments(Findings findings) {
        this.findings = findings;
        base = findings.url();
    }

    static void read(Findings findings, String text) {
        findings.json().read(text, findings).ifPresent(node -> new JsonDocuments(findings).read(node, text));
    }

    private void read(JsonNode document, String text) {
        if (JsonTexts.text(document, "version").contains("jsonfeed.org")) {
            findings.kind(Extract.Kind.FEED);
            feed(document);
        } else if (document.has("icons") || document.has("start_url") || document.has("screenshots")) {
            findings.kind(Extract.Kind.MANIFEST);
            manifest(document);
        } else if (text.contains("schema.org")) {
            new LinkedData(findings, base).read(text);
        } else {
            new ScriptTexts(findings, base, Way.SCRIPT, Facts.NONE, 0).read(text);
            findings.kind(findings.isBare() ? Extract.Kind.OTHER : Extract.Kind.PAGE);
        }
    }

    private void feed(JsonNode feed) {
        findings.title(JsonTexts.text(feed, "title"));
        findings.language(JsonTexts.text(feed, "language"));
        findings.link(base, JsonTexts.text(feed, "home_page_url"), Link.Kind.PAGE);
        findings.link(base, JsonTexts.text(feed, "next_url"), Link.Kind.FEED);
        findings.image(base, JsonTexts.text(feed, "icon"), Way.FEED, Facts.NONE);
        findings.image(base, JsonTexts.text(feed, "favicon"), Way.FEED, Facts.NONE);
        items(feed.get("items")).forEach(this::item);
    }

    private static Iterable<JsonNode> items(@Nullable JsonNode array) {
        return array == null || !array.isArray() ? List.of() : array.values();
    }

    private void item(JsonNode item) {
        Optional<Instant> changed = Dates.parse(JsonTexts.text(item, "date_modified"))
                .or(() -> Dates.parse(JsonTexts.text(item, "date_published")));
        findings.link(base, JsonTexts.text(item, "url"), Link.Kind.PAGE, changed, false);
        Facts facts = Facts.NONE.context(JsonTexts.text(item, "title"));
        findings.image(base, JsonTexts.text(item, "image"), Way.FEED, facts);
        findings.image(base, JsonTexts.text(item, "banner_image"), Way.FEED, facts);
        for (JsonNode attachment : items(item.get("attachments"))) {
            if (JsonTexts.text(attachment, "mime_type").toLowerCase(Locale.ROOT).startsWith("image/")) {
                String title = JsonTexts.text(attachment, "title");
                findings.image(base, JsonTexts.text(attachment, "url"), Way.FEED, facts.caption(title));
            }
        }
        String html = JsonTexts.text(item, "content_html");
        if (!html.isEmpty()) {
            PageReader.readInner(
                    findings,
                    html,
                    base.resolve(JsonTexts.text(item, "url"))
                            .filter(Url::isHttp)
                            .orElse(base),
                    1);
        }
    }

    private void manifest(JsonNode manifest) {
        findings.title(JsonTexts.text(manifest, "name"));
        findings.language(JsonTexts.text(manifest, "lang"));
        findings.link(base, JsonTexts.text(manifest, "start_url"), Link.Kind.PAGE);
        images(manifest);
        for (JsonNode shortcut : items(manifest.get("shortcuts"))) {
            findings.link(base, JsonTexts.text(shortcut, "url"), Link.Kind.PAGE);
            images(shortcut);
        }
    }

    private void images(JsonNode holder) {
        for (String member : new String[] {"icons", "screenshots"}) {
            for (JsonNode image : items(holder.get(member))) {
                Facts facts = size(JsonTexts.text(image, "sizes")).alt(JsonTexts.text(image, "label"));
                findings.image(base, JsonTexts.text(image, "src"), Way.MANIFEST, facts);
            }
        }
    }

    private static Facts size(String sizes) {
        Matcher size = SIZES.matcher(Texts.cut(sizes, 200));
        return size.find()
                ? Facts.NONE.size(
                        OptionalInt.of(Integer.parseInt(size.group(1))),
                        OptionalInt.of(Integer.parseInt(size.group(2))))
                : Facts.NONE;
    }
}
