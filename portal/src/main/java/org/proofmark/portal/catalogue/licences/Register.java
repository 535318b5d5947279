package org.proofmark.portal.catalogue.licences;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Refused;

/**
 * A place in the licence register and what is asked of it.
 *
 * @param words that stand in the licensee, a domain, the note or the invoice's name; empty: all
 * @param show which
 * @param after the place after which to go on
 * @param limit the most licences answered, 1 to 500
 */
public record Register(String words, Show show, Optional<Place> after, int limit) {
    /** Days before its end in which a licence is said to expire soon. */
    public static final int SOON_DAYS = 60;

    /** Which licences, and in which order. */
    public enum Show {
        /** The last recorded first. */
        ALL("(extract(epoch from l.recorded_at) * 1000000)::bigint", "true"),
        /** The first to end first. */
        RUNNING(
                "date '2000-01-01' - coalesce(l.valid_to, date '9999-12-31')",
                "(l.valid_from is null or l.valid_from <= :today) and (l.valid_to is null or l.valid_to >= :today)"),
        /** The first to end first. */
        EXPIRING(
                "date '2000-01-01' - l.valid_to",
                "(l.valid_from is null or l.valid_from <= :today) and l.valid_to between :today and :soon"),
        /** The last to end first. */
        ENDED("l.valid_to - date '2000-01-01'", "l.valid_to < :today");

        private final String order;
        private final String condition;

        Show(String order, String condition) {
            this.order = order;
            this.condition = condition;
        }

        String order() {
            return order;
        }

        String condition() {
            return condition;
        }
    }

    /** A place between two licences, in the order of a {@link Show}. */
    public record Place(long order, UUID licence) {
        /** Reads a place. */
        public static Place parse(String text) {
            int at = text.indexOf('_');
            try {
                return new Place(Long.parseLong(text.substring(0, at)), UUID.fromString(text.substring(at + 1)));
            } catch (RuntimeException odd) {
                throw Refused.invalid("refused.cursor");
            }
        }

        @Override
        public String toString() {
            return order + "_" + licence;
        }
    }

    /**
     * One row of the register.
     *
     * @param works how many it names
     * @param collections how many it names
     */
    public record Line(
            LicenceId id,
            String licensee,
            List<LicensedDomain> domains,
            String media,
            String territory,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Optional<Money> price,
            boolean everything,
            long works,
            long collections,
            Optional<String> invoice,
            int version) {
        public Line {
            domains = List.copyOf(domains);
        }

        /** Where in its time the licence is on a day. */
        public Terms.Time on(LocalDate day) {
            return Terms.time(from, to, day);
        }
    }

    /** A stretch of the register, and the place after it where there is more. */
    public record Stretch(List<Line> lines, Optional<Place> next) {
        public Stretch {
            lines = List.copyOf(lines);
        }
    }

    /** How many licences there are, of each kind. */
    public record Counts(long all, long running, long expiring, long ended) {}

    public Register {
        if (limit < 1 || limit > 500 || words.length() > 500) {
            throw Refused.invalid("refused.limit");
        }
    }
}
