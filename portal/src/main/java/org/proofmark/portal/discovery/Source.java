package org.proofmark.portal.discovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is watched, as one of those who watch it sees it.
 *
 * @param name as shown: the site, the file
 * @param addresses where the asker has its walks begin, to an administrator where all have; nothing for files
 * @param fileBytes of an uploaded list or archive; 0 where there is none
 * @param everyones whether the operator watches it for everyone
 * @param mine how the asker wants it; nothing if the asker does not watch it
 * @param asked what all who watch it ask for together
 * @param watchers how many watch it
 * @param nextRound when its next walk is due
 * @param last its latest walk, be it done or under way
 * @param version grows with each change
 */
public record Source(
        SourceId id,
        Kind kind,
        String name,
        List<String> addresses,
        long fileBytes,
        boolean everyones,
        Optional<Wish> mine,
        Wish asked,
        int watchers,
        State state,
        Instant madeAt,
        Instant nextRound,
        Optional<Round> last,
        int version) {

    /** What it is. */
    public enum Kind {
        /** A site, from a page on. */
        SITE,
        /** The pages a sitemap lists. */
        SITEMAP,
        /** The pages a feed tells of. */
        FEED,
        /** Single pages from an uploaded list. */
        URL_LIST,
        /** An uploaded archive of a crawl. */
        WARC,
        /** One page. */
        PAGE;

        /** Whether it is somebody's server. */
        public boolean live() {
            return this != WARC;
        }

        /** Whether it came as a file. */
        public boolean uploaded() {
            return this == WARC || this == URL_LIST;
        }
    }

    /** How it stands. */
    public enum State {
        /** Its next walk is not due yet. */
        WAITING,
        /** It is due, and waits for a crawler. */
        DUE,
        /** It is being walked. */
        RUNNING,
        /** All who watch it rest. */
        PAUSED,
        /** The operator stopped it. */
        HELD,
        /** Nobody watches it any more. */
        LEFT
    }

    /**
     * How somebody wants it.
     *
     * @param every between the beginnings of two walks
     * @param maxPages asked for in one walk
     * @param maxDepth links from where it begins
     * @param render whether a browser builds its pages
     * @param paused whether it rests
     */
    public record Wish(Duration every, int maxPages, int maxDepth, boolean render, boolean paused) {
        public static final Duration SHORTEST = Duration.ofMinutes(5);
        public static final Duration LONGEST = Duration.ofDays(366);
        public static final int MOST_PAGES = 1_000_000;
        public static final int DEEPEST = 50;

        public Wish {
            if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("every " + every);
            }
            if (maxPages < 1 || maxPages > MOST_PAGES || maxDepth < 0 || maxDepth > DEEPEST) {
                throw new IllegalArgumentException("%d pages, depth %d".formatted(maxPages, maxDepth));
            }
        }

        /** What suits a kind. */
        public static Wish standard(Kind kind) {
            return switch (kind) {
                case SITE -> new Wish(Duration.ofDays(1), 10_000, 20, false, false);
                case SITEMAP -> new Wish(Duration.ofDays(1), 10_000, 0, false, false);
                case FEED -> new Wish(Duration.ofHours(6), 1_000, 0, false, false);
                case URL_LIST -> new Wish(Duration.ofDays(7), 50_000, 0, false, false);
                case WARC -> new Wish(LONGEST, MOST_PAGES, DEEPEST, false, false);
                case PAGE -> new Wish(Duration.ofDays(1), 10, 0, false, false);
            };
        }

        public Wish paused(boolean rests) {
            return new Wish(every, maxPages, maxDepth, render, rests);
        }
    }

    public Source {
        addresses = List.copyOf(addresses);
    }
}
