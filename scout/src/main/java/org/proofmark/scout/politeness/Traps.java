package org.proofmark.scout.politeness;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.scout.url.Url;

/**
 * Recognises addresses a server makes up without end: calendars, sessions, paths that grow into themselves, lists without
 * last page, combinations of filters. Remembers families of addresses, never all addresses. Asked twice about one address it
 * gives the same answer as long as it remembers its family. Safe for use by many threads at once.
 */
public final class Traps {
    private static final HashFunction HASH = Hashing.murmur3_128();
    private static final String MONTH = "(?:0?[1-9]|1[0-2])";
    private static final Pattern MONTH_PATH = Pattern.compile("(?<=/)([0-9]{4})[/-]" + MONTH + "(?=[/-]|$)");
    private static final Pattern DAY_PATH =
            Pattern.compile("(?<=/)([0-9]{4})[/-]" + MONTH + "[/-][0-3]?[0-9](?=[/-]|$)");
    private static final Pattern MONTH_VALUE = Pattern.compile("(?<==)([0-9]{4})-" + MONTH + "(?=[-&]|$)");
    private static final Pattern YEAR_VALUE =
            Pattern.compile("(?i)(?:^|&)(?:year|yr|jahr|annee|ano)=([0-9]{1,6})(?:&|$)");

    private final TrapLimits limits;
    private final InstantSource clock;
    private final Map<Long, long[]> families = new LinkedHashMap<>(16, 0.75f, true);

    public Traps(TrapLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Counts what was asked for before these began to remember, by another round or before a kill.
     *
     * @param digest of a page's content; "" where it is no page or nothing was seen
     */
    public void asked(Url url, String digest) {
        boolean _ = tooMany(url).isPresent();
        boolean _ = !digest.isEmpty() && repeats(url, digest);
    }

    /** Why an address is not worth asking for; empty where it is. */
    public Optional<String> refuses(Url url) {
        return tooLong(url).or(() -> repeated(url)).or(() -> outOfTime(url)).or(() -> tooMany(url));
    }

    /**
     * Whether a page is one of many in its site that are all the same: what it leads to is not worth following.
     *
     * @param digest of the page's content
     */
    public synchronized boolean repeats(Url page, String digest) {
        String name = "identical " + page.site() + " " + digest;
        return !joins(new Family(name, limits.maxIdentical(), "identical pages"), hash(page.toString()));
    }

    private Optional<String> tooLong(Url url) {
        if (url.toString().length() > limits.maxCharacters()) {
            return Optional.of("an address of more than %,d characters".formatted(limits.maxCharacters()));
        }
        long segments = Arrays.stream(url.path().split("/", -1))
                .filter(part -> !part.isEmpty())
                .count();
        return segments > limits.maxSegments()
                ? Optional.of("a path of more than %d parts".formatted(limits.maxSegments()))
                : Optional.empty();
    }

    /** Numbers may repeat: maps and dates are made of them. */
    private Optional<String> repeated(Url url) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String part : url.path().split("/", -1)) {
            boolean counted = !part.isEmpty() && !part.matches("[0-9]+");
            if (counted && counts.merge(part, 1, Integer::sum) > limits.maxRepeats()) {
                return Optional.of(
                        "a path that holds \"%s\" more than %d times".formatted(shown(part), limits.maxRepeats()));
            }
        }
        return Optional.empty();
    }

    private static String shown(String part) {
        return part.length() > 60 ? part.substring(0, 60) + "…" : part;
    }

    private Optional<String> outOfTime(Url url) {
        int last = clock.instant().atZone(ZoneOffset.UTC).getYear() + limits.yearsAhead();
        String query = url.query().orElse("");
        Pattern path = Family.isOfCalendar(url) ? MONTH_PATH : DAY_PATH;
        Matcher[] dates = {path.matcher(url.path()), MONTH_VALUE.matcher(query), YEAR_VALUE.matcher(query)};
        return Arrays.stream(dates)
                .flatMap(Matcher::results)
                .mapToInt(date -> Integer.parseInt(date.group(1)))
                .filter(year -> year > last || year < limits.firstYear())
                .mapToObj("a calendar leaf of the year %d"::formatted)
                .findFirst();
    }

    private synchronized Optional<String> tooMany(Url url) {
        long member = hash(url.toString());
        for (Family family : Family.of(url, limits)) {
            boolean first =
                    family.free().isPresent() && joins(new Family(family.free().get(), 1, family.what()), member);
            if (!first && !joins(family, member)) {
                return Optional.of("more than %,d %s".formatted(family.limit(), family.what()));
            }
        }
        return Optional.empty();
    }

    /** Whether an address is one of the first of its family. */
    private boolean joins(Family family, long member) {
        long key = hash(family.name());
        long[] members = families.getOrDefault(key, new long[0]);
        for (long known : members) {
            if (known == member) {
                return true;
            }
        }
        if (members.length >= family.limit()) {
            return false;
        }
        long[] more = Arrays.copyOf(members, members.length + 1);
        more[members.length] = member;
        families.put(key, more);
        if (families.size() > limits.maxKept()) {
            families.remove(families.keySet().iterator().next());
        }
        return true;
    }

    private static long hash(String text) {
        return HASH.hashString(text, StandardCharsets.UTF_8).asLong();
    }
}
