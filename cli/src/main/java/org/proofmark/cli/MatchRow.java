package org.proofmark.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.proofmark.engine.fingerprint.Fingerprint.Sufficiency;
import org.proofmark.engine.match.Match;
import org.proofmark.scout.report.Csv;

/**
 * One row of an answer: which query shows which work.
 *
 * @param query the query's name
 * @param match the work, and how it is shown
 * @param sufficiency whether the query has enough detail to tell
 */
record MatchRow(String query, Match match, Sufficiency sufficiency) {
    /** The columns, in order. */
    static final String HEADER = "query,reference,verdict,score,inliers,agreement,query_overlap,reference_overlap,"
            + "mirrored,query_region,reference_region,inverted";

    private static final String QUERY = "query";
    private static final String REFERENCE = "reference";

    /** The row for machines. */
    Map<String, Object> json() {
        Map<String, Object> row = columns();
        row.put("query_sufficiency", Notices.name(sufficiency));
        return row;
    }

    private Map<String, Object> columns() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(QUERY, query);
        row.put(REFERENCE, match.image());
        row.putAll(numbers(match));
        return row;
    }

    /** Everything of a match but the names. */
    static Map<String, Object> numbers(Match match) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("verdict", match.verdict().word());
        numbers.put("score", match.score());
        numbers.put("inliers", match.inliers());
        numbers.put("agreement", match.agreement());
        numbers.put("query_overlap", match.queryOverlap());
        numbers.put("reference_overlap", match.referenceOverlap());
        numbers.put("mirrored", match.mirrored());
        numbers.put("query_region", match.queryRegion().toString());
        numbers.put("reference_region", match.referenceRegion().toString());
        numbers.put("inverted", match.inverted());
        return numbers;
    }

    /** The row as comma-separated values, without the end of the line. */
    String csv() {
        return Csv.line(columns().values().toArray());
    }
}
