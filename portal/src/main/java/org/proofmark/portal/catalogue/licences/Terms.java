package org.proofmark.portal.catalogue.licences;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Refused;

/**
 * What a licence says.
 *
 * @param licensee who may use
 * @param domains where on the web; none: not restricted to any
 * @param media in which media, in the creator's words; empty: not said
 * @param territory in which countries, in the creator's words; empty: not said
 * @param from the first day; none: not said
 * @param to the last day; none: without end
 * @param price agreed; none: not said
 * @param note whatever else
 */
public record Terms(
        String licensee,
        List<LicensedDomain> domains,
        String media,
        String territory,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<Money> price,
        String note) {
    /** Characters of the licensee, the media, the territory. */
    public static final int LONGEST = 300;

    /** Characters of the note. */
    public static final int LONGEST_NOTE = 4_000;

    /** Domains of one licence. */
    public static final int MOST_DOMAINS = 200;

    public Terms {
        licensee = text(licensee, LONGEST);
        media = text(media, LONGEST);
        territory = text(territory, LONGEST);
        note = text(note, LONGEST_NOTE);
        domains = List.copyOf(domains).stream().distinct().toList();
        if (licensee.isEmpty()) {
            throw Refused.invalid("refused.licensee");
        }
        if (domains.size() > MOST_DOMAINS) {
            throw Refused.invalid("refused.domains", MOST_DOMAINS);
        }
        if (price.isPresent() && price.get().minorUnits() < 0) {
            throw Refused.invalid("refused.amount", price.get().amount());
        }
        refuseBackwards(from, to);
    }

    /** Without the characters no text has, among them those PostgreSQL keeps in none. */
    private static String text(String written, int longest) {
        String text = written.codePoints()
                .filter(c -> c == '\n'
                        || Character.getType(c) != Character.CONTROL && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        if (text.length() > longest) {
            throw Refused.invalid("refused.textLength", longest);
        }
        return text;
    }

    private static void refuseBackwards(Optional<LocalDate> from, Optional<LocalDate> to) {
        for (Optional<LocalDate> day : List.of(from, to)) {
            if (day.isPresent() && (day.get().getYear() < 1800 || day.get().getYear() > 9999)) {
                throw Refused.invalid("refused.day", day.get());
            }
        }
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw Refused.invalid("refused.period");
        }
    }

    /** Where in its time a licence is. */
    public enum Time {
        AHEAD,
        RUNNING,
        /** Running, and soon no longer. */
        EXPIRING,
        ENDED
    }

    /** Where in its time the licence is on a day. */
    public Time on(LocalDate day) {
        return time(from, to, day);
    }

    static Time time(Optional<LocalDate> from, Optional<LocalDate> to, LocalDate day) {
        if (from.filter(day::isBefore).isPresent()) {
            return Time.AHEAD;
        }
        if (to.isEmpty() || to.get().isAfter(day.plusDays(Register.SOON_DAYS))) {
            return Time.RUNNING;
        }
        return to.get().isBefore(day) ? Time.ENDED : Time.EXPIRING;
    }
}
