package org.proofmark.portal.catalogue.folders;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;

/**
 * A folder whose new files are registered for a holder.
 *
 * @param person in whose name they are registered
 * @param root the allowed folder it is in, as the operator wrote it
 * @param path from there on, "" for the root itself
 * @param lookedAt when it was looked at last
 * @param trouble why it could not be looked at: key of a text, then its values, apart by tabs
 * @param leftOut files in it that are no pictures by their names
 */
public record WatchedFolder(
        WatchedFolderId id,
        HolderId holder,
        PersonId person,
        String root,
        String path,
        boolean paused,
        Optional<Instant> lookedAt,
        Optional<String> trouble,
        long leftOut) {
    /** Where it is on this machine. */
    public String place() {
        return path.isEmpty() ? root : root.endsWith("/") ? root + path : root + "/" + path;
    }

    /** What is done with it now. */
    public State state() {
        if (paused) {
            return State.PAUSED;
        }
        return trouble.isPresent() ? State.TROUBLED : lookedAt.isPresent() ? State.WATCHED : State.NEW;
    }

    /** What is done with a folder. */
    public enum State {
        /** It was not looked at yet. */
        NEW,
        WATCHED,
        /** The holder wants it left alone. */
        PAUSED,
        /** It cannot be looked at, for a reason. */
        TROUBLED
    }

    /**
     * What came of its files.
     *
     * @param waiting seen, and not taken yet: someone may still be writing them
     * @param unreadable that this program may not read
     * @param processing taken, and being looked at
     */
    @Schema(name = "WatchedFolderCounts")
    public record Counts(
            long waiting, long unreadable, long processing, long registered, long duplicates, long refused) {
        /** Nothing yet. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        /** Files taken. */
        public long taken() {
            return processing + registered + duplicates + refused;
        }
    }

    /** A folder and what came of its files. */
    public record Status(WatchedFolder folder, Counts counts) {}

    /** A folder as the administrator sees it: with whose it is. */
    public record Assigned(Status status, String owner) {}
}
