package org.proofmark.bench.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.proofmark.bench.edit.Pixels;
import org.proofmark.engine.fingerprint.GlobalCode;
import org.proofmark.engine.fingerprint.Pdq;

/** PDQ, the query in eight orientations, against every registered hash. */
final class PdqFinder implements Finder {
    private static final int MATCH = 31;
    private static final int LEAST_QUALITY = 50;

    private final Map<String, GlobalCode> codes = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "PDQ ×8";
    }

    @Override
    public String setting() {
        return "PDQ, grey, long side at most 512; the query in its 8 orientations; score = −(least distance of the 256 "
                + "bits); queries and works of quality below 50 discarded, as its authors advise; their threshold: 31.";
    }

    @Override
    public void register(String reference, byte[] file) {
        GlobalCode code = Pdq.of(Pixels.grey(file, 512));
        if (code.quality() >= LEAST_QUALITY) {
            codes.put(reference, code);
        }
    }

    @Override
    public List<Found> find(byte[] file) {
        List<GlobalCode> ways = Pdq.orientations(Pixels.grey(file, 512));
        List<Found> found = new ArrayList<>();
        if (ways.getFirst().quality() < LEAST_QUALITY) {
            return found;
        }
        codes.forEach((reference, code) -> {
            int distance = 256;
            for (GlobalCode way : ways) {
                distance = Math.min(distance, way.distance(code));
            }
            found.add(new Found(reference, -distance, distance <= MATCH ? Found.Answer.COPY : Found.Answer.ASK));
        });
        found.sort(Comparator.comparingDouble(Found::score).reversed().thenComparing(Found::reference));
        return found.subList(0, Math.min(ANSWERS, found.size()));
    }
}
