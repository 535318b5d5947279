package org.proofmark.scout.frontier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was looked at for one watched site in the last round.
 *
 * @param scope the watched site
 * @param from the first visit's time
 * @param to the last visit's time
 * @param seen addresses with an answer, by role
 * @param skipped addresses without, by the reason
 * @param open addresses still to visit
 * @param bytes received
 * @param walked the time from visit to visit; pauses of more than an hour, in which a round was broken off, left out
 */
public record Coverage(
        String scope,
        Instant from,
        Instant to,
        Map<Role, Integer> seen,
        Map<Visit.Why, Integer> skipped,
        int open,
        long bytes,
        Duration walked) {
    /** A longer time between two visits of one site is no part of a walk. */
    public static final Duration PAUSE = Duration.ofHours(1);

    private record Line(String scope, Role role, String why, boolean open, int count, long bytes, long from, long to) {}

    static List<Coverage> read(Database database, int round) {
        List<Line> lines = database.list(
                """
                SELECT scope, role, why, open, count(*), sum(bytes), min(visited), max(visited) FROM address
                WHERE open = 1 OR round = ? GROUP BY scope, role, why, open""",
                row -> new Line(
                        row.getString(1),
                        Role.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getInt(4) == 1,
                        row.getInt(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)),
                round);
        Map<String, Duration> walked = new HashMap<>();
        database.list(
                        """
                        SELECT scope, sum(gap) FROM (SELECT scope,
                            visited - lag(visited) OVER (PARTITION BY scope ORDER BY visited) AS gap
                            FROM address WHERE round = ? AND open = 0)
                        WHERE gap <= ? GROUP BY scope""",
                        row -> Map.entry(row.getString(1), Duration.ofMillis(row.getLong(2))),
                        round,
                        PAUSE.toMillis())
                .forEach(one -> walked.put(one.getKey(), one.getValue()));
        Map<String, List<Line>> scopes = new TreeMap<>();
        lines.forEach(line ->
                scopes.computeIfAbsent(line.scope, any -> new ArrayList<>()).add(line));
        return scopes.entrySet().stream()
                .map(e -> of(e.getKey(), e.getValue(), walked.getOrDefault(e.getKey(), Duration.ZERO)))
                .toList();
    }

    private static Coverage of(String scope, List<Line> lines, Duration walked) {
        Map<Role, Integer> seen = new EnumMap<>(Role.class);
        Map<Visit.Why, Integer> skipped = new EnumMap<>(Visit.Why.class);
        int open = 0;
        for (Line line : lines) {
            if (line.open) {
                open += line.count;
            } else if (line.why == null) {
                seen.merge(line.role, line.count, Integer::sum);
            } else {
                skipped.merge(Visit.Why.valueOf(line.why), line.count, Integer::sum);
            }
        }
        return new Coverage(
                scope,
                Instant.ofEpochMilli(lines.stream()
                        .filter(line -> !line.open)
                        .mapToLong(Line::from)
                        .min()
                        .orElse(0)),
                Instant.ofEpochMilli(lines.stream().mapToLong(Line::to).max().orElse(0)),
                seen,
                skipped,
                open,
                lines.stream().filter(line -> !line.open).mapToLong(Line::bytes).sum(),
                walked);
    }
}
