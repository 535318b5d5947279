package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages say is written down in both languages. */
class TextsTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Pattern NOTED = Pattern.compile("\\bnote(?:Each|Refused)?\\(");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern ASKED = Pattern.compile("#\\{([\\w.-]+)[}(]");

    @Test
    void whatATemplateAsksForIsThere() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Path template : files("templates")) {
            ASKED.matcher(Files.readString(template))
                    .results()
                    .map(one -> one.group(1))
                    .forEach(asked::add);
        }
        assertThat(asked).hasSizeGreaterThan(500).isSubsetOf(keys(false));
    }

    @Test
    void eachLanguageSaysTheSame() throws IOException {
        assertThat(keys(true)).isEqualTo(keys(false));
    }

    /** What is noted in the audit, as the sources note it: the second thing told to each call of {@code note}. */
    @Test
    void everyActOfTheAuditHasWords() throws IOException {
        Set<String> acts = new TreeSet<>();
        try (Stream<Path> all = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    (Iterable<Path>) all.filter(path -> path.toString().endsWith(".java"))::iterator) {
                String text = Files.readString(source);
                if (text.contains("platform.Audit;")) {
                    NOTED.matcher(text)
                            .results()
                            .flatMap(call ->
                                    LITERAL.matcher(second(text, call.end())).results())
                            .forEach(act -> acts.add("act." + act.group(1)));
                }
            }
        }
        assertThat(acts)
                .hasSizeGreaterThan(70)
                .contains("act.sign-in", "act.totp.on", "act.access.refused", "act.source.held", "act.work.rested")
                .isSubsetOf(keys(false));
    }

    /** What a call is told second, from the place behind its parenthesis. */
    private static String second(String text, int from) {
        int depth = 0;
        int comma = -1;
        for (int at = from; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (depth == 0 && (sign == ',' || sign == ')')) {
                if (comma >= 0) {
                    return text.substring(comma, at);
                }
                comma = at + 1;
            }
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
        }
        return "";
    }

    private static Set<String> keys(boolean german) throws IOException {
        Properties all = new Properties();
        for (Path texts : files("texts")) {
            if (texts.toString().endsWith("_de.properties") == german) {
                try (Reader in = Files.newBufferedReader(texts)) {
                    all.load(in);
                }
            }
        }
        return all.stringPropertyNames();
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(RESOURCES.resolve(folder))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
