package org.proofmark.engine.index;

/**
 * A part of the index: postings of images that are numbered from 0 within it, names unique. Numbers, names and places in the
 * log never change; that an image is removed is noted outside ({@link Holding}).
 */
sealed interface Part permits Segment, Growing {
    /** The number of images, the removed ones too. */
    int images();

    /** The name of an image. */
    String name(int image);

    /** Where in the log the image's record begins. */
    long logPosition(int image);

    /** The number, less than {@code visible}, of the last image of a name; -1 if there is none. */
    int find(String name, int visible);

    /** The number of postings, of removed images too. */
    long postings();

    /** Replaces the content of {@code list} by the postings of a word, in the order of the images. */
    void read(int word, Postings list);

    /**
     * Tells the tally the hits of all probes.
     *
     * @param removed the images to pass over
     * @param visible images of this number and above are passed over as well
     */
    void search(Probes probes, Removed removed, int visible, Tally tally);

    /** The packed place of a posting that a search told of. */
    int geometry(int word, int at);
}
