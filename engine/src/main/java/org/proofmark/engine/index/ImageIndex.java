package org.proofmark.engine.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;

/**
 * Fingerprints of many images, searched by local features. An image has a name, unique in its index. Safe for use by
 * several threads at once; searches run while images are added and removed.
 */
public interface ImageIndex extends AutoCloseable {
    /**
     * Adds images, replacing those of the same name. When this returns, they are kept through any crash and are found.
     *
     * @throws IllegalArgumentException if a name is blank or longer than 1,024 bytes of UTF-8
     */
    void add(Map<String, Fingerprint> images);

    /**
     * Removes an image. When this returns, it stays removed through any crash.
     *
     * @return whether it was there
     */
    boolean remove(String image);

    /** The fingerprint kept for an image. */
    Optional<Fingerprint> fingerprint(String image);

    /** The names of all images, in the order of their adding. */
    List<String> images();

    /** The number of images. */
    int size();

    /**
     * Finds images that share features with the query, looking at 8,000 postings per feature of the query at most, and at 4
     * million where it has few.
     *
     * @param query the features asked for, with up to four words each
     * @param limit the most candidates to return
     * @return the candidates, most votes first; ties by name
     * @throws IllegalArgumentException if the query has more than 32,767 features
     */
    default List<Candidate> search(Features query, int limit) {
        return search(query, limit, Voting.budget(query));
    }

    /**
     * Finds images that share features with the query.
     *
     * @param query the features asked for, with up to four words each
     * @param limit the most candidates to return
     * @param budget the most postings looked at; the query's words that tell most for theirs come first
     * @return the candidates, most votes first; ties by name
     * @throws IllegalArgumentException if the query has more than 32,767 features
     */
    List<Candidate> search(Features query, int limit, long budget);

    @Override
    void close();
}
