package org.proofmark.portal.catalogue.sites;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.proofmark.portal.catalogue.Upload;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;

/**
 * An import from a site.
 *
 * @param address as it was typed, made whole
 * @param declared when the person declared to have the rights
 * @param cut whether the site has more than is taken at once
 */
public record SiteImport(
        SiteImportId id,
        HolderId holder,
        PersonId person,
        String address,
        State state,
        Instant begun,
        Optional<Instant> declared,
        boolean cut) {
    /** How far it is. */
    public enum State {
        /** The site's documents are being read. */
        LOOKING,
        /** What there is is known; someone has to say whether it is to be fetched. */
        READY,
        /** Pictures are being fetched. */
        RUNNING,
        DONE,
        CANCELLED;

        /** Whether something is still to come of it by itself. */
        public boolean busy() {
            return this == LOOKING || this == RUNNING;
        }

        /** What an event makes of it; nothing if it cannot happen now. */
        Optional<State> after(Event event) {
            return Optional.ofNullable(TABLE.getOrDefault(this, Map.of()).get(event));
        }
    }

    /** What happens to it. */
    enum Event {
        ALL_READ,
        STARTED,
        ALL_FETCHED,
        CANCELLED
    }

    private static final Map<State, Map<Event, State>> TABLE = Map.of(
            State.LOOKING, Map.of(Event.ALL_READ, State.READY, Event.CANCELLED, State.CANCELLED),
            State.READY, Map.of(Event.STARTED, State.RUNNING, Event.CANCELLED, State.CANCELLED),
            State.RUNNING, Map.of(Event.ALL_FETCHED, State.DONE, Event.CANCELLED, State.CANCELLED));

    /**
     * What came of its pictures.
     *
     * @param found in all
     * @param waiting not fetched yet
     * @param failed could not be fetched
     * @param processing fetched, and being looked at
     */
    @Schema(name = "SiteImportCounts")
    public record Counts(
            long found, long waiting, long failed, long processing, long registered, long duplicates, long refused) {
        /** Those nothing more happens to. */
        public long ended() {
            return failed + registered + duplicates + refused;
        }
    }

    /** An import and what came of its pictures. */
    public record Status(SiteImport site, Counts counts) {}

    /**
     * A document of the site.
     *
     * @param images new ones it named
     * @param reason why it could not be read: key of a text, then its values, apart by tabs
     */
    public record Source(String address, Kind kind, Reading reading, int images, Optional<String> reason) {}

    /** What a document is. */
    public enum Kind {
        /** What was typed, before it is known. */
        START,
        /** A page of WordPress's list of media. */
        MEDIA_LIST,
        SITEMAP,
        FEED,
        PAGE
    }

    /** How far a document is. */
    public enum Reading {
        WAITING,
        READ,
        FAILED,
        /** Not needed: what came before it named pictures already. */
        SPARED
    }

    /**
     * A picture of the site.
     *
     * @param position its place in the order they were found
     * @param state of its upload, once it is fetched
     * @param work what it became, or whose duplicate it is
     * @param reason why it was not taken
     */
    public record Picture(
            long position,
            String address,
            String title,
            Optional<Upload.State> state,
            Optional<WorkId> work,
            Optional<String> reason) {}
}
