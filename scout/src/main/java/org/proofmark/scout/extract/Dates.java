package org.proofmark.scout.extract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Moments as feeds (RFC 822, RFC 3339) and sitemaps (W3C date and time) write them; what has no zone is taken as UTC. */
final class Dates {
    private static final DateTimeFormatter RFC_822 =
            DateTimeFormatter.ofPattern("[EEE, ]d MMM [uuuu][uu] H:mm[:ss] [zzz][xx][xxx]", Locale.ENGLISH);

    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant(),
            text -> ZonedDateTime.parse(text, RFC_822).toInstant(),
            text -> OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant(),
            text -> OffsetDateTime.parse(text, DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm[:ss]xx"))
                    .toInstant(),
            text -> LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC),
            text -> YearMonth.parse(text).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
            text -> Year.parse(text).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());

    private Dates() {}

    /** The moment; empty where there is none. */
    static Optional<Instant> parse(String text) {
        String date = text.strip();
        if (date.length() < 4 || date.length() > 60) {
            return Optional.empty();
        }
        return FORMS.stream().flatMap(form -> read(date, form).stream()).findFirst();
    }

    private static Optional<Instant> read(String date, Function<String, Instant> form) {
        try {
            return Optional.of(form.apply(date));
        } catch (DateTimeException written) {
            return Optional.empty(); // in another form
        }
    }
}
