package org.proofmark.portal.catalogue;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.platform.Sha256;

/**
 * A work as it is written for the first time, with what is not shown.
 *
 * @param ground the picture's mean colour, 0xRRGGBB, shown until it is there
 * @param latitude where it was taken, in degrees; private to the holder
 * @param longitude where it was taken, in degrees; private to the holder
 * @param fingerprint the file that holds it
 * @param renditions what is shown of it
 */
record Registration(
        Work work,
        int ground,
        Optional<Double> latitude,
        Optional<Double> longitude,
        Sha256 fingerprint,
        List<Shown> renditions) {
    /** Long side in pixels of the largest rendition that every work has. */
    static final int LARGEST_RENDITION = 1440;

    /** A rendition that is kept. */
    record Shown(int longSide, int width, int height, String mediaType, Sha256 digest) {}

    Registration {
        renditions = List.copyOf(renditions);
    }

    /** Where it stands in the gallery: when it was taken, else when it was registered. */
    LocalDateTime shown() {
        return work.taken().orElse(LocalDateTime.ofInstant(work.registeredAt(), ZoneOffset.UTC));
    }
}
