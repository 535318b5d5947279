package org.proofmark.engine.match;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.index.Candidate;
import org.proofmark.engine.index.ImageIndex;

/** Counts how often an index is searched. */
final class CountingIndex implements ImageIndex {
    private final ImageIndex index;
    private int searches;

    CountingIndex(ImageIndex index) {
        this.index = index;
    }

    int searches() {
        return searches;
    }

    @Override
    public List<Candidate> search(Features query, int limit, long budget) {
        searches++;
        return index.search(query, limit, budget);
    }

    @Override
    public void add(Map<String, Fingerprint> images) {
        index.add(images);
    }

    @Override
    public boolean remove(String image) {
        return index.remove(image);
    }

    @Override
    public Optional<Fingerprint> fingerprint(String image) {
        return index.fingerprint(image);
    }

    @Override
    public List<String> images() {
        return index.images();
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public void close() {
        index.close();
    }
}
