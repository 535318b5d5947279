package org.proofmark.portal.catalogue.licences;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Refused;

/**
 * The terms of a licence as a person wrote them, in a form or in a line of a file; what cannot be read of them is told part by
 * part, so that it can be put right at once.
 */
public record WrittenTerms(
        String licensee,
        String domains,
        String media,
        String territory,
        String from,
        String to,
        String price,
        String currency,
        String note) {
    /** A part that cannot be read, and why. */
    public record Wrong(String part, Refused why) {}

    /** What was read: the terms, or what was wrong with them. */
    public sealed interface Reading {
        record Good(Terms terms) implements Reading {}

        record Bad(List<Wrong> wrong) implements Reading {
            public Bad {
                wrong = List.copyOf(wrong);
            }
        }
    }

    /** Nothing written yet. */
    public static WrittenTerms blank() {
        return new WrittenTerms("", "", "", "", "", "", "", "EUR", "");
    }

    /** Terms as they are written in a form. */
    public static WrittenTerms of(Terms terms) {
        return new WrittenTerms(
                terms.licensee(),
                String.join(
                        "\n",
                        terms.domains().stream().map(LicensedDomain::shown).toList()),
                terms.media(),
                terms.territory(),
                terms.from().map(LocalDate::toString).orElse(""),
                terms.to().map(LocalDate::toString).orElse(""),
                terms.price().map(Money::amount).orElse(""),
                terms.price()
                        .map(Money::currency)
                        .map(Currency::getCurrencyCode)
                        .orElse("EUR"),
                terms.note());
    }

    /**
     * Reads the terms.
     *
     * @param days how a day is written
     */
    public Reading read(Function<String, LocalDate> days) {
        List<Wrong> wrong = new ArrayList<>();
        List<LicensedDomain> where = domains(wrong);
        Optional<LocalDate> first = optional(from).map(text -> tried("from", () -> days.apply(text), wrong));
        Optional<LocalDate> last = optional(to).map(text -> tried("to", () -> days.apply(text), wrong));
        Optional<Money> paid =
                optional(price).map(text -> tried("price", () -> Money.parse(text, Money.currency(currency)), wrong));
        Terms terms = tried(
                licensee.isBlank() ? "licensee" : "to",
                () -> new Terms(licensee, where, media, territory, first, last, paid, note),
                wrong);
        return terms == null || !wrong.isEmpty() ? new Reading.Bad(wrong) : new Reading.Good(terms);
    }

    private List<LicensedDomain> domains(List<Wrong> wrong) {
        List<LicensedDomain> read = new ArrayList<>();
        for (String written : Arrays.stream(domains.split("[,;|\\s]+", -1))
                .filter(text -> !text.isEmpty())
                .toList()) {
            LicensedDomain domain = tried("domains", () -> LicensedDomain.parse(written), wrong);
            if (domain != null) {
                read.add(domain);
            }
        }
        return read;
    }

    private static Optional<String> optional(String text) {
        return Optional.of(text.strip()).filter(written -> !written.isEmpty());
    }

    private static <T> @Nullable T tried(String part, Supplier<T> reading, List<Wrong> wrong) {
        try {
            return reading.get();
        } catch (Refused why) {
            wrong.add(new Wrong(part, why));
            return null;
        }
    }

    /** A day as ISO 8601 writes it, which is how forms send it. */
    public static LocalDate isoDay(String text) {
        try {
            return LocalDate.parse(text);
        } catch (java.time.format.DateTimeParseException odd) {
            throw Refused.invalid("refused.day", text);
        }
    }
}
