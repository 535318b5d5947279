package org.proofmark.portal.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.SignedIn;

/** Works registered the way people do, and files that show them. */
public final class Registered {
    private Registered() {}

    /** The photo of a seed, registered; waits until it is. */
    public static WorkId work(TestPortal portal, SignedIn who, long seed) {
        Uploads uploads = portal.bean(Uploads.class);
        UploadId id = new UploadId(UUID.randomUUID());
        try {
            uploads.take(who, id, "photo-" + seed + ".jpg", new ByteArrayInputStream(Pictures.photo(seed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(portal, who, id);
    }

    /** What an upload becomes; waits until it is. */
    static WorkId of(TestPortal portal, SignedIn who, UploadId id) {
        Uploads uploads = portal.bean(Uploads.class);
        Instant late = Instant.now().plus(Duration.ofSeconds(60));
        while (!uploads.find(who, id).state().ended() && Instant.now().isBefore(late)) {
            LockSupport.parkNanos(20_000_000);
        }
        return uploads.find(who, id).work().orElseThrow();
    }

    /** The photo of a seed, smaller: another file. */
    public static byte[] copy(long seed) {
        return Pictures.smaller(seed);
    }

    /** The photo of a seed, the very file. */
    public static byte[] same(long seed) {
        return Pictures.photo(seed);
    }

    /** The photo of a seed, smaller, with a byte more: yet another file of the same picture. */
    public static byte[] again(long seed) {
        byte[] file = Pictures.smaller(seed);
        return java.util.Arrays.copyOf(file, file.length + 1);
    }
}
