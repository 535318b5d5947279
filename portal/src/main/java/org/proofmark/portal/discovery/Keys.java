package org.proofmark.portal.discovery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.proofmark.portal.platform.Sha256;

/** Keys of long texts: the first half of their SHA-256. */
final class Keys {
    private Keys() {}

    static UUID of(String text) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.digester().digest(text.getBytes(StandardCharsets.UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }
}
