package org.proofmark.scout.archive;

/**
 * Something in an archive that could not be read, or not be believed.
 *
 * @param file the file's name, for a member of a package {@code package.wacz!/archive/data.warc.gz}
 * @param offset where in the file, in bytes; -1 where it concerns the file as a whole
 * @param reason what was expected and found
 */
public record Trouble(String file, long offset, String reason) {
    /** Concerning the file as a whole. */
    static Trouble ofFile(String file, String reason) {
        return new Trouble(file, -1, reason);
    }

    @Override
    public String toString() {
        return offset < 0 ? file + ": " + reason : file + ", byte " + offset + ": " + reason;
    }
}
