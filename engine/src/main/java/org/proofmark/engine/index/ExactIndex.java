package org.proofmark.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;

/**
 * The index to believe: keeps the fingerprints in a map and compares every feature of the query with every feature of
 * every image. Slow, forgetful (nothing is on disk), and obvious; the judge of {@link SegmentedIndex}.
 */
public final class ExactIndex implements ImageIndex {
    private final Map<String, Fingerprint> fingerprints = new LinkedHashMap<>();

    /** An empty index. */
    public ExactIndex() {}

    @Override
    public synchronized void add(Map<String, Fingerprint> images) {
        images.keySet().forEach(Names::bytes);
        images.forEach((name, fingerprint) -> {
            fingerprints.remove(name);
            fingerprints.put(name, fingerprint);
        });
    }

    @Override
    public synchronized boolean remove(String image) {
        return fingerprints.remove(image) != null;
    }

    @Override
    public synchronized Optional<Fingerprint> fingerprint(String image) {
        return Optional.ofNullable(fingerprints.get(image));
    }

    @Override
    public synchronized List<String> images() {
        return List.copyOf(fingerprints.keySet());
    }

    @Override
    public synchronized int size() {
        return fingerprints.size();
    }

    @Override
    public synchronized List<Candidate> search(Features query, int limit, long budget) {
        int[] postings = postings();
        boolean[] lookedUp = Voting.lookedUp(
                query, postings, Arrays.stream(postings).asLongStream().sum(), budget);
        List<Candidate> candidates = new ArrayList<>();
        fingerprints.forEach((name, fingerprint) -> {
            List<Voting.Hit> hits = hits(query, lookedUp, fingerprint.features(), postings);
            if (!hits.isEmpty()) {
                candidates.add(Voting.candidate(name, hits));
            }
        });
        return candidates.stream().sorted(Voting.MOST_VOTES_FIRST).limit(limit).toList();
    }

    @Override
    public void close() {}

    private List<Voting.Hit> hits(Features query, boolean[] lookedUp, Features own, int[] postings) {
        List<Voting.Hit> hits = new ArrayList<>();
        for (int q = 0; q < query.words().length; q++) {
            for (int o = 0; o < own.words().length && lookedUp[q]; o++) {
                int distance = Long.bitCount(query.signatures()[q] ^ own.signatures()[o]);
                if (query.words()[q] == own.words()[o]
                        && !Voting.repeats(own.words(), own.wordsPerFeature(), o)
                        && distance <= Voting.NEAR) {
                    int geometry = own.geometry()[o / own.wordsPerFeature()];
                    double rarity = Voting.rarity(fingerprints.size(), postings[query.words()[q]]);
                    int weight = Voting.weight(distance, rarity);
                    hits.add(new Voting.Hit(q / query.wordsPerFeature(), geometry, distance, weight));
                }
            }
        }
        hits.sort(Voting.ORDER);
        return hits;
    }

    /** The number of postings of each word. */
    private int[] postings() {
        int[] postings = new int[Voting.WORDS];
        for (Fingerprint fingerprint : fingerprints.values()) {
            Features features = fingerprint.features();
            for (int i = 0; i < features.words().length; i++) {
                if (!Voting.repeats(features.words(), features.wordsPerFeature(), i)) {
                    postings[features.words()[i]]++;
                }
            }
        }
        return postings;
    }
}
