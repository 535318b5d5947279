package org.proofmark.engine.worker;

import java.util.Optional;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.media.BgrPicture;
import org.proofmark.engine.rendition.RenditionOrder;

/** Decodes and fingerprints one file. Safe for use by several threads at once. */
public interface Examiner extends AutoCloseable {
    /** Pixels along the long side of a picture in colour: each passes between two processes as it is. */
    int LONGEST_SIDE = 4_096;

    /**
     * Examines a file.
     *
     * @param file the whole file
     * @param detail how closely to look
     * @return what was seen, or why nothing could be
     */
    default Examination examine(byte[] file, Detail detail) {
        return examine(file, detail, RenditionOrder.NONE);
    }

    /** The same, where why nothing could be seen does not matter. */
    default Optional<Examined> seen(byte[] file, Detail detail) {
        return examine(file, detail) instanceof Examined seen ? Optional.of(seen) : Optional.empty();
    }

    /**
     * Examines a file and makes renditions of its picture.
     *
     * @param file the whole file
     * @param detail how closely to look
     * @param order the renditions wanted; they take longer than the rest
     * @return what was seen, or why nothing could be
     */
    Examination examine(byte[] file, Detail detail, RenditionOrder order);

    /**
     * Decodes a file in colour, for drawing: upright, over white, in sRGB.
     *
     * @param file the whole file
     * @param longSide the long side wanted, in pixels, 1 to {@value #LONGEST_SIDE}
     * @return the picture with that long side, or the file's where that is smaller; empty where nothing could be seen
     * @throws IllegalArgumentException for another long side
     */
    Optional<BgrPicture> picture(byte[] file, int longSide);

    @Override
    void close();
}
