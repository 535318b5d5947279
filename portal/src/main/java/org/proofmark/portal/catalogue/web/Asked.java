package org.proofmark.portal.catalogue.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Gallery;
import org.proofmark.portal.platform.Refused;

/**
 * What is asked of the gallery, in the words of an address. Its text is the address's query, without what goes without saying.
 *
 * @param show a {@link Gallery.Show}, in small letters with hyphens
 * @param from the first day, or a month or year that begins with it; empty: none
 * @param to the last day, or a month or year that ends with it; empty: none
 * @param sort a {@link Gallery.Sort}, in small letters; empty: a collection's own order, else the newest first
 */
record Asked(
        String q,
        String show,
        Optional<CollectionId> collection,
        String category,
        String from,
        String to,
        String sort) {
    private static final int LONGEST = 4_000;
    private static final Set<String> WORDS = Set.of("", "q", "show", "collection", "category", "from", "to", "sort");

    Asked {
        show(show);
        sort(sort);
    }

    /** Reads what {@link #toString} wrote. */
    static Asked parse(String query) {
        if (query.length() > LONGEST) {
            throw Refused.invalid("refused.limit");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            String[] pair = part.split("=", 2);
            values.put(pair[0], pair.length < 2 ? "" : decoded(pair[1]));
        }
        values.keySet().stream()
                .filter(name -> !WORDS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refused.invalid("refused.value", name);
                });
        return of(values);
    }

    private static Asked of(Map<String, String> values) {
        String collection = values.getOrDefault("collection", "");
        try {
            return new Asked(
                    values.getOrDefault("q", ""),
                    values.getOrDefault("show", "all"),
                    collection.isEmpty() ? Optional.empty() : Optional.of(CollectionId.of(collection)),
                    values.getOrDefault("category", ""),
                    values.getOrDefault("from", ""),
                    values.getOrDefault("to", ""),
                    values.getOrDefault("sort", ""));
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid("refused.value", collection);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid("refused.value", text);
        }
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("q", q);
        values.put("show", show.equals("all") ? "" : show);
        values.put("collection", collection.map(CollectionId::toString).orElse(""));
        values.put("category", category);
        values.put("from", from);
        values.put("to", to);
        values.put("sort", sort);
        return values;
    }

    /** The same with one word changed; an empty one is none. */
    Asked with(String name, String value) {
        Map<String, String> values = values();
        values.put(name, value);
        if ("".equals(values.get("show"))) {
            values.put("show", "all");
        }
        return of(values);
    }

    /** The address of the gallery that asks this. */
    public String address() {
        return "/photos" + (toString().isEmpty() ? "" : "?" + this);
    }

    /** The address that asks the same with one word changed. */
    public String address(String name, String value) {
        return with(name, value).address();
    }

    /** The address that asks this from a place on: {@code after} or {@code at}. */
    public String from(String name, Object place) {
        return address() + (toString().isEmpty() ? "?" : "&") + name + "=" + encoded(place.toString());
    }

    /** Whether anything but the kind and the order is asked. */
    public boolean narrowed() {
        return !q.isBlank() || collection.isPresent() || !category.isEmpty() || !from.isEmpty() || !to.isEmpty();
    }

    Gallery gallery(Optional<String> after, Optional<String> at, int limit) {
        Gallery.Sort order = order();
        return new Gallery(
                q,
                show(show),
                collection,
                Optional.of(category).filter(code -> !code.isEmpty()),
                day(from, false),
                day(to, true),
                order,
                after.map(Gallery.Place::parse),
                at.flatMap(place -> moment(place, order)),
                limit);
    }

    /** The order that is meant. */
    public Gallery.Sort order() {
        boolean own = sort.isEmpty() || sort.equals("own");
        if (own) {
            return collection.isPresent() ? Gallery.Sort.OWN : Gallery.Sort.NEWEST;
        }
        return sort(sort);
    }

    /** Where to begin so that a day, a month, a year is what comes first; an odd one is none. */
    private static Optional<LocalDateTime> moment(String place, Gallery.Sort sort) {
        try {
            return day(place, sort != Gallery.Sort.OLDEST)
                    .map(day -> sort == Gallery.Sort.OLDEST ? day.atStartOfDay() : day.atTime(23, 59, 59));
        } catch (Refused odd) {
            return Optional.empty();
        }
    }

    /** The first day, for a form; empty: none. */
    public String firstDay() {
        return day(from, false).map(LocalDate::toString).orElse("");
    }

    /** The last day, for a form; empty: none. */
    public String lastDay() {
        return day(to, true).map(LocalDate::toString).orElse("");
    }

    /** The first or last day of a year, a month, a day. */
    private static Optional<LocalDate> day(String text, boolean last) {
        try {
            return switch (text.length()) {
                case 0 -> Optional.empty();
                case 4 ->
                    Optional.of(
                            last
                                    ? Year.parse(text).atMonth(12).atEndOfMonth()
                                    : Year.parse(text).atDay(1));
                case 7 ->
                    Optional.of(
                            last
                                    ? YearMonth.parse(text).atEndOfMonth()
                                    : YearMonth.parse(text).atDay(1));
                case 10 -> Optional.of(LocalDate.parse(text));
                default -> throw Refused.invalid("refused.day", text);
            };
        } catch (DateTimeException odd) {
            throw Refused.invalid("refused.day", text);
        }
    }

    /** Which works a word of the address shows. */
    static Gallery.Show show(String word) {
        return Arrays.stream(Gallery.Show.values())
                .filter(show -> show.name().replace('_', '-').equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private static Gallery.Sort sort(String word) {
        return Arrays.stream(Gallery.Sort.values())
                .filter(sort -> sort.name().equalsIgnoreCase(word) || word.isEmpty())
                .findFirst()
                .orElseThrow(() -> Refused.invalid("refused.value", word));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return values().entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The orders there are, as the page offers them. */
    public String[] orders() {
        return Arrays.stream(Gallery.Sort.values())
                .filter(sort -> sort != Gallery.Sort.OWN || collection.isPresent())
                .map(sort -> sort.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }
}
