package org.proofmark.portal.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.platform.Refused;

/**
 * A place in the gallery and what is asked of it.
 *
 * @param words full-text search over titles, captions, keywords, tags, file names, camera, lens, creator, credit and copyright;
 *     empty: all
 * @param show which kind
 * @param collection only works in it, or in one within it
 * @param category only works of it
 * @param from only works taken on this day or later; of those without a date, the day they were registered counts
 * @param to only works taken on this day or earlier
 * @param after the place after which to go on
 * @param at begin at this moment, where no place is named and works stand in order of time
 * @param limit the most works answered, 1 to 500
 */
public record Gallery(
        String words,
        Show show,
        Optional<CollectionId> collection,
        Optional<String> category,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Sort sort,
        Optional<Place> after,
        Optional<LocalDateTime> at,
        int limit) {
    /** Which works. */
    public enum Show {
        ALL,
        MONITORED,
        NOT_MONITORED,
        TOO_LITTLE_DETAIL,
        NOT_READY,
        /** Found on the web. */
        MATCHED,
        /** Found, and not decided. */
        NEW_MATCHES;

        boolean byUses() {
            return this == MATCHED || this == NEW_MATCHES;
        }
    }

    /** In which order. */
    public enum Sort {
        /** By the time they were taken, the last first. */
        NEWEST,
        /** By the time they were taken, the first first. */
        OLDEST,
        /** By the time they were registered, the last first. */
        ADDED,
        NAME,
        /** As they stand in a collection: its own works, then those of the collections within it. */
        OWN;

        /** Whether works of one month stand together. */
        public boolean byMonth() {
            return this == NEWEST || this == OLDEST;
        }

        private void check(String key) {
            try {
                boolean told = switch (this) {
                    case NEWEST, OLDEST -> told(LocalDateTime.parse(key).getYear());
                    case ADDED ->
                        told(Instant.parse(key).atZone(java.time.ZoneOffset.UTC).getYear());
                    case NAME -> key.indexOf('\0') < 0;
                    case OWN -> Standing.parse(key).rank > 0;
                };
                if (!told) {
                    throw Refused.invalid("refused.cursor");
                }
            } catch (DateTimeParseException | NumberFormatException odd) {
                throw Refused.invalid("refused.cursor");
            }
        }

        private static boolean told(int year) {
            return year >= 0 && year <= 9999;
        }
    }

    /**
     * Where a work stands in a collection.
     *
     * @param rank 1 for the collection itself, then those within it
     */
    record Standing(int rank, double position) {
        static Standing parse(String key) {
            String[] parts = key.split(":", 2);
            if (parts.length < 2) {
                throw new NumberFormatException(key);
            }
            return new Standing(Integer.parseInt(parts[0]), Double.parseDouble(parts[1]));
        }

        @Override
        public String toString() {
            return rank + ":" + position;
        }
    }

    /**
     * A place between two works.
     *
     * @param key what the one before it is sorted by
     * @param work the one before it
     */
    public record Place(String key, UUID work) {
        public static Place parse(String text) {
            int at = text.lastIndexOf('_');
            try {
                return new Place(text.substring(0, at), UUID.fromString(text.substring(at + 1)));
            } catch (IndexOutOfBoundsException | IllegalArgumentException wrong) {
                throw Refused.invalid("refused.cursor");
            }
        }

        @Override
        public String toString() {
            return key + "_" + work;
        }
    }

    /** One picture of the grid. */
    public record Frame(
            WorkId id,
            String name,
            int width,
            int height,
            int ground,
            boolean monitored,
            boolean enoughDetail,
            LocalDateTime shown) {
        /** The mean colour, as style sheets write it. */
        public String tone() {
            return "#%06x".formatted(ground);
        }
    }

    /** A stretch of the grid, and the place after it where there is more. */
    public record Stretch(List<Frame> frames, Optional<Place> next) {
        public Stretch {
            frames = List.copyOf(frames);
        }
    }

    /** How many works there are, of each kind, and in each month. */
    public record Counts(long all, long monitored, long notMonitored, long tooLittleDetail, long notReady) {}

    /** Works of a month. */
    public record Month(java.time.YearMonth month, long works) {}

    public Gallery {
        if (limit < 1 || limit > 500 || words.length() > 500) {
            throw Refused.invalid("refused.limit");
        }
        if (sort == Sort.OWN && collection.isEmpty()) {
            throw Refused.invalid("refused.ownOrder");
        }
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw Refused.invalid("refused.fromTo", from.get(), to.get());
        }
        after.ifPresent(place -> sort.check(place.key()));
    }

    /** Of any day, the newest first. */
    public Gallery(
            String words,
            Show show,
            Optional<CollectionId> collection,
            Optional<String> category,
            Optional<Place> after,
            Optional<LocalDateTime> at,
            int limit) {
        this(words, show, collection, category, Optional.empty(), Optional.empty(), Sort.NEWEST, after, at, limit);
    }

    /** Whether only whole months are asked for, if any. */
    boolean wholeMonths() {
        return from.filter(day -> day.getDayOfMonth() != 1).isEmpty()
                && to.filter(day -> day.plusDays(1).getDayOfMonth() != 1).isEmpty();
    }
}
