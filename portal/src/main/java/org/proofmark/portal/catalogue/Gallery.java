package org.proofmark.portal.catalogue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in the gallery and what is asked of it.
 *
 * @param words full-text search over titles, captions, keywords, tags, file names, camera and lens; empty: all
 * @param show which kind
 * @param collection only works in it
 * @param category only works of it
 * @param after the place after which to go on
 * @param at begin at this moment, where no place is named
 * @param limit the most works answered, 1 to 500
 */
public record Gallery(
        String words,
        Show show,
        Optional<CollectionId> collection,
        Optional<String> category,
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

    /** A place between two works, newest first. */
    public record Place(LocalDateTime shown, UUID work) {
        public static Place parse(String text) {
            int at = text.indexOf('_');
            try {
                return new Place(LocalDateTime.parse(text.substring(0, at)), UUID.fromString(text.substring(at + 1)));
            } catch (RuntimeException wrong) {
                throw org.proofmark.portal.platform.Refused.invalid("refused.cursor");
            }
        }

        @Override
        public String toString() {
            return shown + "_" + work;
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

    /** Works of a month, newest month first. */
    public record Month(java.time.YearMonth month, long works) {}

    public Gallery {
        if (limit < 1 || limit > 500 || words.length() > 500) {
            throw org.proofmark.portal.platform.Refused.invalid("refused.limit");
        }
    }
}
