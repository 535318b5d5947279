package org.proofmark.engine.index;

import java.nio.file.Path;

/** A file of the index does not hold what was written to it. Says which, what was expected and what was found. */
public final class DamagedIndexException extends RuntimeException {
    private final Path file;
    private final String expected;
    private final String found;

    /**
     * @param file the damaged file
     * @param expected what should be there
     * @param found what is there
     */
    public DamagedIndexException(Path file, String expected, String found) {
        super("%s is damaged: expected %s, found %s; run `proofmark index rebuild`".formatted(file, expected, found));
        this.file = file;
        this.expected = expected;
        this.found = found;
    }

    /** The damaged file. */
    public Path file() {
        return file;
    }

    /** What should be there. */
    public String expected() {
        return expected;
    }

    /** What is there. */
    public String found() {
        return found;
    }

    static void require(boolean holds, Path file, String expected, Object found) {
        if (!holds) {
            throw new DamagedIndexException(file, expected, String.valueOf(found));
        }
    }
}
