package org.proofmark.bench.accuracy;

import dev.brachtendorf.jimagehash.hash.Hash;
import dev.brachtendorf.jimagehash.hashAlgorithms.HashingAlgorithm;
import dev.brachtendorf.jimagehash.hashAlgorithms.PerceptiveHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.proofmark.bench.edit.Pixels;

/** JImageHash's perceptive hash against every registered one. */
final class JImageHashFinder implements Finder {
    private static final double MATCH = 0.2;

    private final HashingAlgorithm hashing = new PerceptiveHash(64);
    private final Map<String, Hash> hashes = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "JImageHash";
    }

    @Override
    public String setting() {
        return "JImageHash 1.0.0, PerceptiveHash of 64 bits, upright only; score = 1 − normalised distance; "
                + "threshold: distance 0.2.";
    }

    @Override
    public void register(String reference, byte[] file) {
        hashes.put(reference, hash(file));
    }

    @Override
    public List<Found> find(byte[] file) {
        Hash query = hash(file);
        List<Found> found = new ArrayList<>();
        hashes.forEach((reference, hash) -> {
            double distance = query.normalizedHammingDistanceFast(hash);
            found.add(new Found(reference, 1 - distance, distance <= MATCH ? Found.Answer.COPY : Found.Answer.ASK));
        });
        found.sort(Comparator.comparingDouble(Found::score).reversed().thenComparing(Found::reference));
        return found.subList(0, Math.min(ANSWERS, found.size()));
    }

    private synchronized Hash hash(byte[] file) {
        return hashing.hash(Pixels.read(file));
    }
}
