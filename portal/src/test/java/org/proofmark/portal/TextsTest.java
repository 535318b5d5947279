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
