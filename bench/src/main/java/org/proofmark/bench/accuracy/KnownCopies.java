package org.proofmark.bench.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pairs of pictures of the evaluation sets that a person has looked at and found to be copies of each other, though the
 * sets call them unrelated. Finding them is neither right nor wrong.
 *
 * @param pairs the two names with a comma between
 */
record KnownCopies(Set<String> pairs) {

    /** The reviewed list of copies. */
    static KnownCopies reviewed() {
        return read("/known-copies.csv");
    }

    /**
     * Reviewed pairs that are no copies, but screenshots of the same window of a program with other content in it. They
     * count as wrong; the report says beside it what remains without them.
     */
    static KnownCopies sameWindows() {
        return read("/same-windows.csv");
    }

    private static KnownCopies read(String list) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(KnownCopies.class.getResourceAsStream(list)), StandardCharsets.UTF_8))) {
            return new KnownCopies(lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", 3))
                    .map(cells -> cells[0] + ',' + cells[1])
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether two names stand for the same picture or a reviewed pair; what stands before a slash is not looked at. */
    boolean holds(String first, String second) {
        String one = first.substring(first.lastIndexOf('/') + 1);
        String other = second.substring(second.lastIndexOf('/') + 1);
        return one.equals(other) || pairs.contains(one + ',' + other) || pairs.contains(other + ',' + one);
    }
}
