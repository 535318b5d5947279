package org.proofmark.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file a page, a script or a style sheet loads is there. */
class StaticFilesTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path STATIC = RESOURCES.resolve("static");
    private static final Pattern ADDRESS = Pattern.compile(
            "@\\{(/(?:(?:js|css|fonts|vendor)/)?[\\w.-]+(?:/[\\w.-]+)?\\.(?:js|css|svg|woff2|json))\\}");
    private static final Pattern SHEETS = Pattern.compile("\\bcss(?:=| \\?: )'([^']+)'");
    private static final Pattern SCRIPTS = Pattern.compile("\\bjs='([^']+)'");
    private static final Pattern IMPORT = Pattern.compile("(?:from |import |import\\(|new URL\\()'(\\.{1,2}/[^']+)'");
    private static final Pattern STYLE = Pattern.compile("url\\([\"']?([^)\"':#]+)[\"']?\\)");

    @Test
    void whatTemplatesNameIsThere() throws IOException {
        Set<Path> named = new TreeSet<>();
        for (Path template : files(RESOURCES.resolve("templates"), ".html")) {
            String text = Files.readString(template);
            found(ADDRESS, text).forEach(address -> named.add(STATIC.resolve(address.substring(1))));
            found(SHEETS, text)
                    .flatMap(names -> Stream.of(names.split(" ", -1)))
                    .forEach(name -> named.add(STATIC.resolve("css").resolve(name + ".css")));
            found(SCRIPTS, text)
                    .flatMap(names -> Stream.of(names.split(" ", -1)))
                    .filter(name -> Character.isLetter(name.charAt(0)))
                    .forEach(name -> named.add(STATIC.resolve("js").resolve(name + ".js")));
        }
        assertThat(named)
                .hasSizeGreaterThan(25)
                .allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void whatScriptsAndStyleSheetsNameIsThere() throws IOException {
        Set<Path> named = new TreeSet<>();
        for (Path script : files(STATIC.resolve("js"), ".js")) {
            found(IMPORT, Files.readString(script)).forEach(name -> named.add(script.resolveSibling(name)));
        }
        for (Path sheet : files(STATIC.resolve("css"), ".css")) {
            found(STYLE, Files.readString(sheet)).forEach(name -> named.add(sheet.resolveSibling(name)));
        }
        assertThat(named)
                .hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(file).exists());
    }

    private static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult one) -> one.group(1));
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(end)).toList();
        }
    }
}
