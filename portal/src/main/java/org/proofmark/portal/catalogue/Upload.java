package org.proofmark.portal.catalogue;

import java.util.Optional;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.platform.Sha256;

/**
 * A file on its way in.
 *
 * @param parent the archive it came in
 * @param name of the file, for people; never a path on this machine
 * @param length in bytes
 * @param digest of the whole file, once it is here
 * @param work what it became, or whose duplicate it is
 * @param reason why it was refused, what it waits for, or what else there is to tell: key of a text, then its values, apart by tabs
 */
public record Upload(
        UploadId id,
        HolderId holder,
        PersonId person,
        Optional<UploadId> parent,
        String name,
        long length,
        Optional<Sha256> digest,
        State state,
        Optional<WorkId> work,
        Optional<String> reason) {
    /** Where it is on its way. */
    public enum State {
        /** Bytes are still coming. */
        RECEIVING,
        /** All bytes are here and kept; it waits to be looked at. */
        RECEIVED,
        /** It is a work now. */
        REGISTERED,
        /** The very same file was here before. */
        DUPLICATE,
        /** It is a work now, and shows the same picture as another. */
        NEAR_DUPLICATE,
        /** It was an archive; what was in it is on its way by itself. */
        UNPACKED,
        /** It cannot be registered, for a reason. */
        REFUSED;

        public boolean ended() {
            return this != RECEIVING && this != RECEIVED;
        }
    }

    /** The other work whose picture this one shows again, as it was found when it came in. */
    public Optional<WorkId> sameAs() {
        return reason.filter(told -> state == State.NEAR_DUPLICATE && told.startsWith("told.sameAs"))
                .map(told -> WorkId.of(told.split("\t", -1)[1]));
    }
}
