package org.proofmark.bench.portal;

import java.util.List;

/**
 * A file to upload.
 *
 * @param inside what is in it, if it is an archive
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record MadeFile(int number, Kind kind, byte[] bytes, List<byte[]> inside) {
    /** What the portal has to make of it. */
    enum Kind {
        PICTURE("jpg"),
        /** The bytes of an earlier one. */
        DUPLICATE("jpg"),
        BROKEN("jpg"),
        ARCHIVE("zip");

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }
    }

    String name() {
        return "file %d.%s".formatted(number, kind.ending);
    }
}
