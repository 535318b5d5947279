package org.proofmark.portal.catalogue;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.platform.Refused;

/**
 * A place in the list of what came in, newest first, and what is asked of it.
 *
 * @param archive only what came in it
 * @param flat what came in archives too, each file by itself; not asked where an archive is named
 * @param show which kind
 * @param after the place after which to go on
 * @param limit the most uploads answered, 1 to 500
 */
public record Arrivals(Optional<UploadId> archive, boolean flat, Show show, Optional<Place> after, int limit) {
    /** Which uploads. */
    public enum Show {
        ALL,
        REFUSED,
        DUPLICATES;

        /** Only these; none: all. */
        List<Upload.State> states() {
            return switch (this) {
                case ALL -> List.of();
                case REFUSED -> List.of(Upload.State.REFUSED);
                case DUPLICATES -> List.of(Upload.State.DUPLICATE, Upload.State.NEAR_DUPLICATE);
            };
        }
    }

    /** A place between two uploads. */
    public record Place(Instant begun, UUID upload) {
        /** The last second that four digits of a year tell. */
        private static final long END = 253_402_300_799L;

        public static Place parse(String text) {
            int at = text.indexOf('_');
            try {
                Instant begun = Instant.parse(text.substring(0, at));
                if (begun.getEpochSecond() < 0 || begun.getEpochSecond() > END) {
                    throw Refused.invalid("refused.cursor");
                }
                return new Place(begun, UUID.fromString(text.substring(at + 1)));
            } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException wrong) {
                throw Refused.invalid("refused.cursor");
            }
        }

        @Override
        public String toString() {
            return begun + "_" + upload;
        }
    }

    /** Some of them, and the place after them where there are more. */
    public record Stretch(List<Upload> uploads, Optional<Place> next) {
        public Stretch {
            uploads = List.copyOf(uploads);
        }
    }

    /**
     * What became of the files of an archive, so far.
     *
     * @param processing that wait to be looked at
     * @param registered works now, among them those that show the same picture as another
     * @param duplicates that were here before
     */
    public record Within(long files, long processing, long registered, long near, long duplicates, long refused) {}

    public Arrivals {
        if (limit < 1 || limit > 500) {
            throw Refused.invalid("refused.limit");
        }
    }
}
