package org.proofmark.engine.index;

import java.util.ArrayList;
import java.util.Comparator;
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
    public synchronized List<Candidate> search(Features query, int limit) {
        double[] rarities = rarities();
        List<Candidate> candidates = new ArrayList<>();
        fingerprints.forEach((name, fingerprint) -> {
            List<Voting.Hit> hits = hits(query, fingerprint.features(), rarities);
            if (!hits.isEmpty()) {
                candidates.add(Voting.candidate(name, hits));
            }
        });
        return candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::votes).reversed().thenComparing(Candidate::image))
                .limit(limit)
                .toList();
    }

    @Override
    public void close() {}

    private static List<Voting.Hit> hits(Features query, Features own, double[] rarities) {
        List<Voting.Hit> hits = new ArrayList<>();
        for (int q = 0; q < query.words().length; q++) {
            char word = query.words()[q];
            if (rarities[word] == 0 || Voting.repeats(query.words(), query.wordsPerFeature(), q)) {
                continue;
            }
            for (int o = 0; o < own.words().length; o++) {
                int distance = Long.bitCount(query.signatures()[q] ^ own.signatures()[o]);
                if (own.words()[o] == word
                        && !Voting.repeats(own.words(), own.wordsPerFeature(), o)
                        && distance <= Voting.NEAR) {
                    int geometry = own.geometry()[o / own.wordsPerFeature()];
                    float weight = Voting.weight(distance, rarities[word]);
                    hits.add(new Voting.Hit(q / query.wordsPerFeature(), geometry, distance, weight));
                }
            }
        }
        hits.sort(Voting.ORDER);
        return hits;
    }

    /** The rarity of each word; 0 for one that is passed over. */
    private double[] rarities() {
        long[] postings = new long[Voting.WORDS];
        long all = 0;
        for (Fingerprint fingerprint : fingerprints.values()) {
            Features features = fingerprint.features();
            for (int i = 0; i < features.words().length; i++) {
                if (!Voting.repeats(features.words(), features.wordsPerFeature(), i)) {
                    postings[features.words()[i]]++;
                    all++;
                }
            }
        }
        double[] rarities = new double[Voting.WORDS];
        for (int word = 0; word < rarities.length; word++) {
            rarities[word] =
                    Voting.tooCommon(postings[word], all) ? 0 : Voting.rarity(fingerprints.size(), postings[word]);
        }
        return rarities;
    }
}
