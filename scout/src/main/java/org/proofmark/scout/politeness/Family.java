package org.proofmark.scout.politeness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.proofmark.scout.url.Url;

/**
 * What an address has in common with others that a machine may make without end.
 *
 * @param name the same for all of them
 * @param limit how many are looked at
 * @param what they are, for a person
 * @param free the first address of this name does not count
 */
record Family(String name, int limit, String what, Optional<String> free) {
    Family(String name, int limit, String what) {
        this(name, limit, what, Optional.empty());
    }

    private static final Set<String> LIST_NAMES = Set.of(
            "page",
            "paged",
            "pg",
            "pagenum",
            "pageno",
            "page_no",
            "pagina",
            "seite",
            "start",
            "offset",
            "from",
            "skip",
            "limitstart",
            "cursor",
            "after",
            "before",
            "next");

    private static final Set<String> CALENDAR_NAMES = Set.of(
            "year",
            "month",
            "day",
            "week",
            "date",
            "yr",
            "mon",
            "cal",
            "calendar",
            "jahr",
            "monat",
            "tag",
            "woche",
            "datum",
            "annee",
            "mois",
            "jour",
            "fecha",
            "ano",
            "mes",
            "tribe-bar-date",
            "eventdate");

    private static final Pattern CALENDAR_PART =
            Pattern.compile("(?i)calend[a-z]*|kalender|agenda|events?|termine|veranstaltungen|schedule");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?");
    private static final Pattern LIST_PATH = Pattern.compile("(?i).*/(page|seite|pagina)/[0-9]+/?");
    private static final Pattern RANDOM_PART = Pattern.compile("(?=[^/]*[0-9])(?=[^/]*[A-Za-z])[0-9A-Za-z_-]{16,}");

    /** One name and value of a query. */
    private record Parameter(String name, String value) {
        static List<Parameter> of(Url url) {
            List<Parameter> all = new ArrayList<>();
            for (String pair : url.query().orElse("").split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                all.add(new Parameter(name.toLowerCase(Locale.ROOT), equals < 0 ? "" : pair.substring(equals + 1)));
            }
            return all;
        }

        boolean isNumber() {
            return NUMBER.matcher(value).matches();
        }

        boolean isOfCalendar() {
            return CALENDAR_NAMES.contains(name) && value.matches("[0-9/-]+")
                    || DATE.matcher(value).matches();
        }

        boolean isOfList() {
            return LIST_NAMES.contains(name);
        }
    }

    /** Every family an address belongs to. */
    static List<Family> of(Url url, TrapLimits limits) {
        List<Family> families = new ArrayList<>();
        String place = url.origin() + url.path();
        if (url.query().isPresent()) {
            families.addAll(ofQuery(place, Parameter.of(url), limits));
        }
        calendarPath(url, limits).ifPresent(families::add);
        if (LIST_PATH.matcher(url.path()).matches()) {
            families.add(new Family("list " + numbersOut(place), limits.maxListPages(), "pages of one list"));
        }
        randomPart(url, limits).ifPresent(families::add);
        return families;
    }

    private static List<Family> ofQuery(String place, List<Parameter> parameters, TrapLimits limits) {
        Set<String> names = new TreeSet<>();
        Set<String> fixed = new TreeSet<>();
        boolean calendar = parameters.stream().anyMatch(Parameter::isOfCalendar);
        boolean list = parameters.stream().anyMatch(Parameter::isOfList);
        for (Parameter parameter : parameters) {
            names.add(parameter.name());
            if (parameter.isNumber() && !parameter.isOfList() && !parameter.isOfCalendar()) {
                fixed.add(parameter.name() + "=" + parameter.value());
            }
        }
        List<Family> families = new ArrayList<>();
        families.add(new Family(
                "query " + place + fixed, limits.maxVariants(), "addresses that differ only in their query"));
        families.add(
                new Family("numbers " + place + names, limits.maxNumbered(), "addresses that differ only in numbers"));
        if (calendar) {
            families.add(new Family("calendar " + place, limits.maxCalendarLeaves(), "leaves of one calendar"));
        }
        if (list) {
            families.add(new Family("list " + place + fixed, limits.maxListPages(), "pages of one list"));
        }
        return families;
    }

    /** Whether a part of the path names a calendar. */
    static boolean isOfCalendar(Url url) {
        return Arrays.stream(url.path().split("/", -1))
                .anyMatch(part -> CALENDAR_PART.matcher(part).matches());
    }

    private static Optional<Family> calendarPath(Url url, TrapLimits limits) {
        boolean dated = url.path().matches(".*/[0-9]{4}([-/][0-9]{1,2}){0,2}/?.*");
        return isOfCalendar(url) && dated
                ? Optional.of(new Family(
                        "calendar " + numbersOut(url.origin() + url.path()),
                        limits.maxCalendarLeaves(),
                        "leaves of one calendar"))
                : Optional.empty();
    }

    /**
     * A random part in the middle is a session more often than a thing; at the end it is a thing. What tells is that the
     * same follows after another random part.
     */
    private static Optional<Family> randomPart(Url url, TrapLimits limits) {
        String[] parts = url.path().split("/", -1);
        for (int i = 1; i < parts.length - 1; i++) {
            if (RANDOM_PART.matcher(parts[i]).matches() && !parts[i + 1].isEmpty()) {
                parts[i] = "*";
                String place = url.origin() + String.join("/", Arrays.copyOf(parts, i + 1));
                return Optional.of(new Family(
                        "random " + place,
                        limits.maxVariants(),
                        "addresses that differ only in a random part",
                        Optional.of("first " + url.origin() + String.join("/", parts))));
            }
        }
        return Optional.empty();
    }

    private static String numbersOut(String text) {
        return text.replaceAll("[0-9]+", "#");
    }
}
