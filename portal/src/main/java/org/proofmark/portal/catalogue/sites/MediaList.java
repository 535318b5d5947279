package org.proofmark.portal.catalogue.sites;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.proofmark.portal.catalogue.Stated;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.url.Url;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * WordPress's list of media, {@code /wp-json/wp/v2/media}, a hundred at a time (developer.wordpress.org/rest-api/reference/media).
 * Only what WordPress publishes without a password is in it.
 */
final class MediaList {
    private static final int LONGEST_HTML = 20_000;
    private static final int MOST_PAGES = 300;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxStringLength(2_000_000)
                            .build())
                    .build())
            .build();

    private final Url address;
    private final Headers headers;
    private final JsonNode items;

    private MediaList(Url address, Headers headers, JsonNode items) {
        this.address = address;
        this.headers = headers;
        this.items = items;
    }

    /** Where a site has it, if it is WordPress's. */
    static Optional<Url> guess(Url site) {
        return site.resolve("/wp-json/wp/v2/media?media_type=image&per_page=100&page=1");
    }

    /** What was answered, if it is such a list. */
    static Optional<MediaList> parse(Url address, Headers headers, byte[] body) {
        if (body.length == 0 || body[0] != '[') {
            return Optional.empty();
        }
        try {
            JsonNode items = JSON.readTree(body);
            boolean media = items.isArray() && (items.isEmpty() || items.get(0).has("source_url"));
            return media ? Optional.of(new MediaList(address, headers, items)) : Optional.empty();
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    List<Naming> images() {
        List<Naming> images = new ArrayList<>();
        for (JsonNode item : items.values()) {
            if (text(item, "media_type").equals("image")
                    && !text(item, "mime_type").contains("svg")) {
                address.resolve(text(item, "source_url"))
                        .filter(Url::isHttp)
                        .ifPresent(source -> images.add(image(item, source)));
            }
        }
        return images;
    }

    /** WordPress shows large photos scaled to 2,560 pixels and keeps what was uploaded under another name beside them. */
    private static Naming image(JsonNode item, Url source) {
        Optional<Url> original = Optional.of(text(item.path("media_details"), "original_image"))
                .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
                .flatMap(source::resolve)
                .filter(url -> url.origin().equals(source.origin()));
        String caption = plain(text(item.path("caption"), "rendered"));
        return new Naming(
                original.orElse(source),
                original.map(large -> source),
                source.resolve(text(item, "link")).filter(Url::isHttp),
                new Stated(
                        plain(text(item.path("title"), "rendered")),
                        caption.isEmpty() ? text(item, "alt_text") : caption));
    }

    /** The next hundred, as long as there are more. */
    Optional<Url> next() {
        int page = number(parameter("page"));
        int pages = headers.first("X-WP-TotalPages").map(MediaList::number).orElse(1);
        if (items.isEmpty() || page >= Math.min(pages, MOST_PAGES)) {
            return Optional.empty();
        }
        String others = address.query().stream()
                .flatMap(query -> Arrays.stream(query.split("&", -1)))
                .filter(parameter -> !parameter.startsWith("page=") && !parameter.isEmpty())
                .collect(Collectors.joining("&"));
        return address.resolve("?" + (others.isEmpty() ? "" : others + "&") + "page=" + (page + 1));
    }

    private String parameter(String name) {
        return address.query().stream()
                .flatMap(query -> Arrays.stream(query.split("&", -1)))
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(name.length() + 1))
                .findFirst()
                .orElse("1");
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 1;
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isString() ? value.stringValue() : "";
    }

    private static String plain(String html) {
        String some = html.length() > LONGEST_HTML ? html.substring(0, LONGEST_HTML) : html;
        return some.isEmpty() ? "" : Jsoup.parse(some).text();
    }
}
