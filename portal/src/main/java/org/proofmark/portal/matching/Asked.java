package org.proofmark.portal.matching;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.platform.Refused;

/**
 * What is asked of the matches. Its text is the query of an address, which is also what a saved view keeps.
 *
 * @param state which of them
 * @param site a registrable domain
 * @param collection works in it, or in one within it
 * @param country two letters
 * @param language as the page says, {@code de} or {@code de-AT}
 * @param minScore the engine's score, at least
 * @param minShare of the work that is shown, at least, 0 to 1
 * @param since found on this day or later, in UTC
 * @param source whose walk found it first
 * @param by who decided
 * @param words each somewhere in the work's name, the site, the pages' titles and what they say of the image; empty: all
 * @param view how the inbox shows them
 */
public record Asked(
        State state,
        Optional<String> site,
        Optional<WorkId> work,
        Optional<CollectionId> collection,
        Optional<Tier> tier,
        Optional<SiteFacts.Kind> kind,
        Optional<String> country,
        Optional<String> language,
        OptionalDouble minScore,
        OptionalDouble minShare,
        Optional<LocalDate> since,
        Optional<UUID> source,
        Optional<By> by,
        String words,
        Sort sort,
        View view) {
    /** The least shares that a page offers; how many matches show so much is added up ({@code matching.step}). */
    public static final List<Double> SHARES = List.of(.1, .25, .5, .75);

    private static final int LONGEST = 500;
    private static final int LONGEST_QUERY = 4_000;

    /** Which matches: each is in exactly one of the first six. */
    public enum State {
        /** Undecided, or changed since. */
        OPEN("m.open"),
        NO_LICENCE("m.verdict = 'NO_LICENCE' and not m.open and m.tier <> 'SAME_SCENE'"),
        UNSURE("m.verdict = 'UNSURE' and not m.open and m.tier <> 'SAME_SCENE'"),
        LICENSED("m.verdict = 'LICENSED' and not m.open and m.tier <> 'SAME_SCENE'"),
        NOT_MINE("m.verdict = 'NOT_MINE' and not m.open and m.tier <> 'SAME_SCENE'"),
        /** Other photos of the same scene, which nobody is asked about. */
        SAME_SCENE("m.tier = 'SAME_SCENE'"),
        /** All but the last. */
        ALL("m.tier <> 'SAME_SCENE'");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }

        String condition() {
            return condition;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In which order. */
    public enum Sort {
        WORTH("m.worth_minor", "m.worth_minor"),
        /** Found, or changed since it was decided, last. */
        NEWEST("(extract(epoch from m.new_at) * 1000000)::bigint", "m.new_at"),
        SCORE("(m.score * 1000000)::bigint", "(m.score * 1000000)::bigint");

        private final String key;
        private final String order;

        Sort(String key, String order) {
            this.key = key;
            this.order = order;
        }

        /** What it goes by, largest first; a whole number. */
        String key() {
            return key;
        }

        /** The same order, as an index has it. */
        String order() {
            return order;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Put together, or one by one. */
    public enum View {
        SITE,
        WORK,
        LIST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All that waits to be decided, the most valuable first. */
    public static final Asked EVERYTHING_OPEN = of(Map.of());

    public Asked {
        site = site.map(name -> name.strip().toLowerCase(Locale.ROOT));
        country = country.map(code -> code.strip().toUpperCase(Locale.ROOT));
        language = language.map(code -> code.strip().toLowerCase(Locale.ROOT));
        words = words.strip();
        boolean long_ = words.length() > LONGEST
                || site.filter(name -> name.length() > LONGEST).isPresent();
        if (long_ || words.indexOf(0) >= 0) {
            throw Refused.invalid("refused.limit");
        }
    }

    /**
     * Reads what stands in an address; what is empty is not asked, and what is unknown is left alone.
     *
     * @param query names and values
     * @throws Refused where a value is not of its kind
     */
    public static Asked of(Map<String, String> query) {
        return new Asked(
                word(query, "state", State.values(), State::word).orElse(State.OPEN),
                said(query, "site"),
                read(query, "work", WorkId::of),
                read(query, "collection", text -> new CollectionId(UUID.fromString(text))),
                word(query, "tier", Tier.values(), Tier::word),
                word(query, "kind", SiteFacts.Kind.values(), kind -> kind.name().toLowerCase(Locale.ROOT)),
                said(query, "country"),
                said(query, "language"),
                number(query, "score"),
                number(query, "share"),
                read(query, "since", LocalDate::parse),
                read(query, "source", UUID::fromString),
                word(query, "by", By.values(), By::word),
                said(query, "q").orElse(""),
                word(query, "sort", Sort.values(), Sort::word).orElse(Sort.WORTH),
                word(query, "view", View.values(), View::word).orElse(View.SITE));
    }

    /**
     * Reads the query of an address, with or without its question mark.
     *
     * @throws Refused where it is none, or a value is not of its kind
     */
    public static Asked parse(String query) {
        if (query.length() > LONGEST_QUERY) {
            throw Refused.invalid("refused.query");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : (query.startsWith("?") ? query.substring(1) : query).split("&", -1)) {
            int at = part.indexOf('=');
            if (at > 0) {
                values.put(decoded(part.substring(0, at)), decoded(part.substring(at + 1)));
            }
        }
        return of(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid("refused.query");
        }
    }

    private static Optional<String> said(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    private static <T> Optional<T> read(Map<String, String> query, String name, Function<String, T> reader) {
        try {
            return said(query, name).map(String::strip).map(reader);
        } catch (IllegalArgumentException | DateTimeParseException odd) {
            throw Refused.invalid("refused.value", name);
        }
    }

    private static <E> Optional<E> word(Map<String, String> query, String name, E[] all, Function<E, String> word) {
        return read(
                query,
                name,
                text -> Arrays.stream(all)
                        .filter(one -> word.apply(one).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    private static OptionalDouble number(Map<String, String> query, String name) {
        Optional<Double> value = read(query, name, Double::valueOf);
        if (value.filter(number -> !Double.isFinite(number)).isPresent()) {
            throw Refused.invalid("refused.value", name);
        }
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** What differs from the standard, by names: {@link #of} reads it again. */
    public Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        if (state != State.OPEN) {
            query.put("state", state.word());
        }
        site.ifPresent(value -> query.put("site", value));
        work.ifPresent(value -> query.put("work", value.toString()));
        collection.ifPresent(value -> query.put("collection", value.toString()));
        tier.ifPresent(value -> query.put("tier", value.word()));
        kind.ifPresent(value -> query.put("kind", value.name().toLowerCase(Locale.ROOT)));
        country.ifPresent(value -> query.put("country", value));
        language.ifPresent(value -> query.put("language", value));
        minScore.ifPresent(value -> query.put("score", Double.toString(value)));
        minShare.ifPresent(value -> query.put("share", Double.toString(value)));
        since.ifPresent(value -> query.put("since", value.toString()));
        source.ifPresent(value -> query.put("source", value.toString()));
        by.ifPresent(value -> query.put("by", value.word()));
        if (!words.isEmpty()) {
            query.put("q", words);
        }
        if (sort != Sort.WORTH) {
            query.put("sort", sort.word());
        }
        if (view != View.SITE) {
            query.put("view", view.word());
        }
        return query;
    }

    /** The same with one thing asked otherwise; empty: not asked. */
    public Asked with(String name, String value) {
        Map<String, String> query = query();
        query.put(name, value);
        return of(query);
    }

    /** The query of an address, without the question mark. */
    @Override
    public String toString() {
        return query().entrySet().stream()
                .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /**
     * A place in an order: after this.
     *
     * @param key of the order
     * @param last of those alike the last seen: a match, a site or a work
     */
    public record Place(long key, String last) {
        private static final int LONGEST_LAST = 300;

        public static Place parse(String text) {
            int at = text.indexOf('_');
            try {
                Place place = new Place(Long.parseLong(text.substring(0, at)), text.substring(at + 1));
                if (place.last.isEmpty() || place.last.length() > LONGEST_LAST || place.last.indexOf(0) >= 0) {
                    throw new IllegalArgumentException();
                }
                return place;
            } catch (RuntimeException odd) {
                throw Refused.invalid("refused.cursor");
            }
        }

        @Override
        public String toString() {
            return key + "_" + last;
        }
    }
}
