package org.proofmark.cli;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.proofmark.engine.match.Verdict;

/**
 * The surest copies of many rows, and no more of them than asked for. Of equally sure ones those that share the smallest part come
 * first: there a picture convinces most.
 */
final class Best {
    private static final Comparator<MatchRow> SUREST_FIRST = Comparator.<MatchRow>comparingDouble(
                    row -> -row.match().score())
            .thenComparingDouble(row -> row.match().queryOverlap() * row.match().referenceOverlap())
            .thenComparing(MatchRow::query)
            .thenComparing(row -> row.match().image());

    private final int most;
    private final PriorityQueue<MatchRow> rows = new PriorityQueue<>(SUREST_FIRST.reversed());

    Best(int most) {
        this.most = most;
    }

    void offer(MatchRow row) {
        if (row.match().verdict() == Verdict.COPY) {
            rows.add(row);
            if (rows.size() > most) {
                rows.remove();
            }
        }
    }

    /** Surest first. */
    List<MatchRow> rows() {
        return rows.stream().sorted(SUREST_FIRST).toList();
    }
}
