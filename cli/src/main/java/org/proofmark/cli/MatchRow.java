package org.proofmark.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.proofmark.engine.match.Match;

/**
 * One row of an answer: which query shows which work.
 *
 * @param query the query's name
 * @param match the work, and how it is shown
 */
record MatchRow(String query, Match match) {
    /** The columns, in order. */
    static final String HEADER = "query,reference,verdict,score,inliers,agreement,query_overlap,reference_overlap,"
            + "mirrored,query_region,reference_region,inverted";

    private static final String QUERY = "query";
    private static final String REFERENCE = "reference";

    /** The row for machines. */
    Map<String, Object> json() {
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

    /** The row as comma-separated values (RFC 4180), without the end of the line. */
    String csv() {
        Map<String, Object> row = json();
        row.put(QUERY, harmless(query));
        row.put(REFERENCE, harmless(match.image()));
        return row.values().stream()
                .map(value ->
                        value instanceof Double number ? String.format(Locale.ROOT, "%.4f", number) : value.toString())
                .map(MatchRow::quoted)
                .collect(Collectors.joining(","));
    }

    /** Names come from strangers: one that a spreadsheet would run as a formula gets an apostrophe before it. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
