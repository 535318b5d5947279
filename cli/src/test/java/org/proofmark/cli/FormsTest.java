package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.fingerprint.Fingerprint.Sufficiency;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.match.Polygon;
import org.proofmark.engine.match.Transform;
import org.proofmark.engine.match.Verdict;

/** The forms in which things are written: rows, JSON, files that are whole or not there. */
class FormsTest {
    @TempDir
    private Path home = Path.of("");

    @Test
    void aRowIsCsvInEveryLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(row("q.jpg", "w.jpg").csv())
                    .isEqualTo(
                            "q.jpg,w.jpg,copy,2.5000,7,0.5000,1.0000,0.2500,false,0 0; 4 0; 4 2; 0 2,0 0; 2 0; 2 1; 0"
                                    + " 1,false");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void namesAreQuotedAndHarmlessInASpreadsheet() {
        assertThat(row("a, \"b\".jpg", "=HYPERLINK(1)").csv()).startsWith("\"a, \"\"b\"\".jpg\",'=HYPERLINK(1),copy,");
        assertThat(row("two\nlines", "-x").csv()).startsWith("\"two\nlines\",'-x,copy,");
        assertThat(row("=a", "b").json()).containsEntry("query", "=a");
    }

    @Test
    void jsonEscapesWhatItMust() {
        Map<String, Object> map = new TreeMap<>();
        map.put("a \"b\"\\", List.of(1, true, 0.5, Double.NaN));
        map.put("empty", List.of());
        map.put("text", "line\n\ttab\u0001 ü 😀 \ud83d");
        assertThat(Json.of(map)).isEqualTo("""
            {
              "a \\"b\\"\\\\": [
                1,
                true,
                0.5000,
                null
              ],
              "empty": [],
              "text": "line\\n\\ttab\\u0001 ü 😀 \\ud83d"
            }\
            """);
    }

    @Test
    void anUnfinishedFileLeavesTheOldOneAlone() throws IOException {
        Path place = Files.writeString(home.resolve("table.csv"), "old");
        try (PendingFile file = new PendingFile(place)) {
            file.line("new");
        }
        assertThat(place).hasContent("old");
        try (PendingFile file = new PendingFile(place)) {
            file.line("new");
            file.keep();
        }
        assertThat(place).hasContent("new");
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).containsExactly(place);
        }
    }

    @Test
    void whatIsKnownOfAnIndexSurvivesATornLine() throws IOException {
        String digest = Contents.digest(new byte[] {1});
        Contents.of(home).add(Map.of("a\\b\nc", digest));
        Path file = home.resolve("contents.tsv");
        Files.writeString(file, Files.readString(file) + digest + "\tK");
        Files.write(file, new byte[] {(byte) 0xC3}, StandardOpenOption.APPEND); // half an umlaut
        Contents again = Contents.of(home);
        assertThat(again.has("a\\b\nc", digest)).isTrue();
        assertThat(again.has("a\\b\nc", Contents.digest(new byte[] {2}))).isFalse();
    }

    @Test
    void resultsComeInOrderHoweverLongEachTakes() {
        List<Integer> taken = new ArrayList<>();
        InOrder.each(
                IntStream.range(0, 100).boxed().toList(),
                4,
                number -> {
                    LockSupport.parkNanos(number * 7919L % 13 * 10_000);
                    return number;
                },
                taken::add);
        assertThat(taken).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    private static MatchRow row(String query, String work) {
        return new MatchRow(
                query,
                new Match(
                        work,
                        Verdict.COPY,
                        2.5,
                        7,
                        0.5,
                        1,
                        0.25,
                        false,
                        false,
                        Transform.IDENTITY,
                        Polygon.rectangle(4, 2),
                        Polygon.rectangle(2, 1)),
                Sufficiency.ENOUGH);
    }
}
