package org.proofmark.engine.media;

import java.io.IOException;

/** Decodes the files of one family of formats. Safe for use by several threads at once. */
interface FormatDecoder {
    /**
     * Decodes a file of this family.
     *
     * @param file the whole file
     * @param longSide the least long side wanted, as of {@link Decoder#decode}
     * @throws RefusedFile if it is not decoded, saying why
     * @throws IOException if the bytes contradict their format
     */
    Decoded decode(byte[] file, int longSide) throws IOException;
}
