package org.proofmark.portal.identity.web;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.function.Function;
import org.proofmark.portal.identity.Person;

/** Moments as a person reads them: in the person's zone, in the page's language. */
final class Moments {
    private Moments() {}

    static Function<Instant, String> in(Person person, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(person.tastes().zone())::format;
    }
}
