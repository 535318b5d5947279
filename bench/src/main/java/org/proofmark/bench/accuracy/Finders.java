package org.proofmark.bench.accuracy;

import java.util.List;

/** The finders by name. */
final class Finders {
    static final String ALL = "proofmark,pdq,jimagehash,orb";

    private Finders() {}

    /**
     * New, empty finders.
     *
     * @throws IllegalArgumentException if there is no finder of a name
     */
    static List<Finder> of(List<String> names) {
        return names.stream().map(Finders::of).toList();
    }

    private static Finder of(String name) {
        return switch (name) {
            case "proofmark" -> new ProofmarkFinder();
            case "pdq" -> new PdqFinder();
            case "jimagehash" -> new JImageHashFinder();
            case "orb" -> new OrbFinder();
            default -> throw new IllegalArgumentException("no finder \"" + name + "\"; there are " + ALL);
        };
    }
}
