package org.proofmark.engine.index;

/** The sections of a segment file, in their order. Sizes are of one image (n), chunk (c), posting (p) or word (w). */
enum Section {
    /** int[w × c + 1]: where the list of each word and chunk of 65,536 images begins, in postings; then their number. */
    OFFSETS,
    /** long[p]: signatures. */
    SIGNATURES,
    /** int[p]: packed places. */
    GEOMETRY,
    /** char[p]: the image's number within its chunk. */
    LOCAL,
    /** int[n + 1]: where each name begins, in bytes; then their number. */
    NAME_OFFSETS,
    /** The names in UTF-8. */
    NAMES,
    /** int[n]: the images' numbers in the order of their names' bytes, unsigned. */
    NAME_ORDER,
    /** long[n]: where in the log each image's record begins. */
    LOG_POSITIONS
}
