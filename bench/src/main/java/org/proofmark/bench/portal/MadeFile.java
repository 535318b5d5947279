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
        /** A picture whose renditions others share. */
        MODEL("jpg"),
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
        return "%s %d.%s".formatted(kind == Kind.MODEL ? "model" : "file", number, kind.ending);
    }
}
