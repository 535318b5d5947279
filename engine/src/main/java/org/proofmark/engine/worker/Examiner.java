package org.proofmark.engine.worker;

import org.proofmark.engine.fingerprint.Detail;

/** Decodes and fingerprints one file. Safe for use by several threads at once. */
public interface Examiner extends AutoCloseable {
    /**
     * Examines a file.
     *
     * @param file the whole file
     * @param detail how closely to look
     * @return what was seen, or why nothing could be
     */
    Examination examine(byte[] file, Detail detail);

    @Override
    void close();
}
