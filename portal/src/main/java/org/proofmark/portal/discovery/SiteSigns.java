package org.proofmark.portal.discovery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.proofmark.portal.discovery.SiteFacts.Kind;
import org.proofmark.scout.url.Url;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one page says of who runs its site: markup of schema.org, links to an imprint, words of shops, forms of firms. */
final class SiteSigns {
    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_NAME = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> SELLING = Set.of("product", "offer", "aggregateoffer", "store", "onlinestore");
    private static final Set<String> FIRMS = Set.of(
            "organization",
            "corporation",
            "localbusiness",
            "newsmediaorganization",
            "professionalservice",
            "restaurant",
            "hotel",
            "travelagency",
            "realestateagent",
            "store",
            "onlinestore",
            "onlinebusiness");

    /** From the surest to the least sure. */
    private static final List<Pattern> IMPRINTS = List.of(
            words("impressum|imprint|anbieterkennzeichnung"),
            words("mentions[ -]?l[ée]gales|aviso[ -]legal|note[ -]legali|legal[ -]notice|colofon|tietosuoja|nota["
                    + " -]prawna"),
            words("legal|rechtliches|about[ -]us|ueber[ -]uns|über uns|qui[ -]sommes[ -]nous|chi[ -]siamo|over[ -]ons"),
            words("kontakt|contact|contacto|contatti"));

    private static final Pattern SHOP =
            words("warenkorb|add to (cart|basket)|in den warenkorb|panier|carrito|carrello|winkelwagen|checkout|kasse");

    private static final Pattern FIRM = Pattern.compile("([\\p{Lu}0-9][\\p{L}0-9&.'’+-]*(?:"
            + " (?:[\\p{Lu}0-9&+][\\p{L}0-9&.'’+-]*|of|and|und|et|e|y|für|for|de)){0,5} (?:GmbH & Co\\."
            + " KG|GmbH|gGmbH|UG|AG|KG|OHG|e\\.K\\.|"
            + "Ltd\\.?|Limited|LLC|L\\.L\\.C\\.|Inc\\.?|PLC|S\\.A\\.S\\.?|SARL|S\\.A\\.|S\\.r\\.l\\.|S\\.L\\.|B\\.V\\.|N\\.V\\.|ApS|A/S|AB|Oy|sp\\."
            + " z o\\.o\\.|Pty Ltd))(?![\\p{L}0-9])");

    /** Domains of countries that are used as if they were of none. */
    private static final Set<String> OF_NO_COUNTRY =
            Set.of("ai", "app", "co", "fm", "gg", "io", "la", "ly", "me", "sh", "to", "tv", "ws", "cc", "eu", "su");

    private static final Map<String, String> OTHER_NAMES = Map.of("uk", "GB");
    private static final Set<String> COUNTRIES = new HashSet<>(Arrays.asList(Locale.getISOCountries()));

    private final Set<String> types = new HashSet<>();
    private Optional<String> name = Optional.empty();
    private Optional<String> country = Optional.empty();

    private SiteSigns() {}

    private static Pattern words(String any) {
        return Pattern.compile(
                "(?<![\\p{L}])(?:" + any + ")(?![\\p{L}])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether a path is likely to name who runs the site. */
    static boolean looksLikeImprint(String path) {
        return IMPRINTS.get(0).matcher(path).find()
                || IMPRINTS.get(1).matcher(path).find();
    }

    /** Reads a page. */
    static SiteFacts of(Url url, String title, byte[] body) {
        String site = url.site().name();
        SiteSigns signs = new SiteSigns();
        Document page;
        try {
            page = Jsoup.parse(
                    new ByteArrayInputStream(body, 0, Math.min(body.length, MOST_BYTES)), null, url.toString());
        } catch (IOException unreadable) {
            return signs.facts(site, Optional.empty(), "", false);
        }
        signs.linkedData(page);
        signs.microdata(page);
        boolean imprint = looksLikeImprint(url.path()) || looksLikeImprint(title);
        String text = pieces(page.select("body *"));
        return signs.facts(
                site,
                imprint ? Optional.of(url.toString()) : link(page),
                imprint ? text : footer(page),
                SHOP.matcher(text).find());
    }

    private static String footer(Document page) {
        return pieces(page.select("footer *, footer, [class*=footer] *, [id*=footer] *"));
    }

    /** What stands in each element, apart: a name ends where its element does. */
    private static String pieces(Elements elements) {
        return elements.stream()
                .map(Element::ownText)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" | "));
    }

    private static Optional<String> link(Document page) {
        List<Element> links = page.select("a[href]").stream().limit(3_000).toList();
        for (Pattern words : IMPRINTS) {
            for (Element link : links) {
                if (words.matcher(link.text()).find()
                        || words.matcher(link.attr("href")).find()) {
                    Optional<Url> there = Url.parse(link.absUrl("href")).filter(Url::isHttp);
                    if (there.isPresent()) {
                        return Optional.of(there.get().withoutFragment().toString());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void linkedData(Document page) {
        for (Element script : page.select("script[type=application/ld+json]")) {
            try {
                JSON.readTree(script.data()).findParents("@type").forEach(this::take);
            } catch (JacksonException ignored) {
                // What is no JSON says nothing.
            }
        }
    }

    private void take(JsonNode thing) {
        JsonNode stated = thing.path("@type");
        List<String> its = (stated.isArray() ? stated.valueStream() : java.util.stream.Stream.of(stated))
                .filter(JsonNode::isString)
                .map(type -> type.stringValue().toLowerCase(Locale.ROOT))
                .toList();
        types.addAll(its);
        if (its.stream().anyMatch(FIRMS::contains)) {
            name = name.or(() -> said(thing.path("legalName")).or(() -> said(thing.path("name"))));
        }
        country = country.or(() -> said(thing.path("addressCountry"))
                .or(() -> said(thing.path("addressCountry").path("name")))
                .map(code -> code.toUpperCase(Locale.ROOT))
                .filter(COUNTRIES::contains));
    }

    private static Optional<String> said(JsonNode text) {
        return text.isString() ? said(text.stringValue()) : Optional.empty();
    }

    private static Optional<String> said(String text) {
        String clean = Texts.cut(text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip(), LONGEST_NAME);
        return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
    }

    private void microdata(Document page) {
        for (Element thing : page.select("[itemtype*=schema.org]")) {
            String type = thing.attr("itemtype").replaceFirst(".*/", "").toLowerCase(Locale.ROOT);
            types.add(type);
            if (FIRMS.contains(type)) {
                name = name.or(() -> Optional.ofNullable(thing.selectFirst("[itemprop=legalName], [itemprop=name]"))
                        .flatMap(named -> said(named.text())));
            }
        }
    }

    private SiteFacts facts(String site, Optional<String> imprint, String signed, boolean shop) {
        Matcher firm = FIRM.matcher(signed);
        Optional<String> named = firm.find() ? said(firm.group(1)) : Optional.empty();
        Optional<String> operator = named.or(() -> name);
        boolean sells = types.stream().anyMatch(SELLING::contains);
        if (sells || shop) {
            return facts(site, Kind.BUSINESS, sells ? "site.why.offers" : "site.why.shop", imprint, operator);
        }
        if (named.isPresent()) {
            return facts(site, Kind.BUSINESS, "site.why.firm", imprint, operator);
        }
        if (types.stream().anyMatch(FIRMS::contains)) {
            return facts(site, Kind.BUSINESS, "site.why.organisation", imprint, operator);
        }
        boolean person = types.contains("person") || types.contains("blog");
        return facts(
                site,
                person ? Kind.PRIVATE : Kind.UNKNOWN,
                person ? "site.why.person" : "site.why.nothing",
                imprint,
                operator);
    }

    private SiteFacts facts(String site, Kind kind, String why, Optional<String> imprint, Optional<String> operator) {
        return new SiteFacts(site, kind, why, country.or(() -> ofDomain(site)), imprint, operator);
    }

    private static Optional<String> ofDomain(String site) {
        String last = site.substring(site.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return last.length() == 2 && !OF_NO_COUNTRY.contains(last)
                ? Optional.of(OTHER_NAMES.getOrDefault(last, last.toUpperCase(Locale.ROOT)))
                        .filter(COUNTRIES::contains)
                : Optional.empty();
    }
}
