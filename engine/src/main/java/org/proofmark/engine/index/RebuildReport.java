package org.proofmark.engine.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What rebuilding an index did.
 *
 * @param images registered images now
 * @param damage where the log was damaged; none when all of it could be read
 * @param lostImages names of images whose fingerprint was lost, as far as an undamaged segment still knew them; images
 *     removed in a lost part of the log may be back
 * @param damagedLog where the damaged log is kept
 * @param freed bytes of fingerprints replaced or removed that the log no longer holds
 */
public record RebuildReport(
        int images, List<CheckReport.Problem> damage, List<String> lostImages, Optional<Path> damagedLog, long freed) {
    public RebuildReport {
        damage = List.copyOf(damage);
        lostImages = List.copyOf(lostImages);
    }
}
