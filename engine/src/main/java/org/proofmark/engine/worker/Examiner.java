package org.proofmark.engine.worker;

import java.util.Optional;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.rendition.RenditionOrder;

/** Decodes and fingerprints one file. Safe for use by several threads at once. */
public interface Examiner extends AutoCloseable {
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

    @Override
    void close();
}
