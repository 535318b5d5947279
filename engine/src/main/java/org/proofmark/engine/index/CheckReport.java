package org.proofmark.engine.index;

import java.nio.file.Path;
import java.util.List;

/**
 * What a full check of an index found.
 *
 * @param images registered images, by the log
 * @param logRecords whole records in the log
 * @param segments segments checked
 * @param tornBytes bytes at the end of the log of a batch that was never acknowledged; harmless
 * @param problems everything that is not as it should be; none in a sound index
 */
public record CheckReport(int images, long logRecords, int segments, long tornBytes, List<Problem> problems) {
    public CheckReport {
        problems = List.copyOf(problems);
    }

    /** Whether nothing is wrong. */
    public boolean sound() {
        return problems.isEmpty();
    }

    /**
     * One thing that is wrong.
     *
     * @param file in which file
     * @param expected what should be there
     * @param found what is there
     */
    public record Problem(Path file, String expected, String found) {
        static Problem of(DamagedIndexException damage) {
            return new Problem(damage.file(), damage.expected(), damage.found());
        }

        @Override
        public String toString() {
            return "%s: expected %s, found %s".formatted(file, expected, found);
        }
    }
}
