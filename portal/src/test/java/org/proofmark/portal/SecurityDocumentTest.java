package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document that names a test for each thing that must hold names tests that are there. */
class SecurityDocumentTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyTestItNamesIsThere() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : List.of("engine", "scout", "portal", "cli")) {
            try (Stream<Path> all = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path path :
                        (Iterable<Path>) all.filter(one -> one.toString().endsWith("Test.java"))::iterator) {
                    tests.merge(
                            path.getFileName().toString().replace(".java", ""), Files.readString(path), String::concat);
                }
            }
        }
        List<MatchResult> named = NAMED.matcher(Files.readString(Path.of("..", "docs", "security.md")))
                .results()
                .toList();
        List<String> missing = new ArrayList<>();
        for (MatchResult one : named) {
            if (!tests.getOrDefault(one.group(1), "").contains("void " + one.group(2) + "(")) {
                missing.add(one.group());
            }
        }
        assertThat(named).hasSizeGreaterThan(50);
        assertThat(missing).isEmpty();
    }
}
