package org.proofmark.scout.archive;

/** A file that cannot be read as an archive at all. */
final class UnreadableArchive extends Exception {
    UnreadableArchive(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
