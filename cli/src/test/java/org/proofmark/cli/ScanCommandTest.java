package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandTest {
    @TempDir
    Path folder;

    private final Shell shell = new Shell();

    @Test
    void findsTheCopiesOnTheSampleSite() throws IOException {
        scan("--serve", Shell.SAMPLES.resolve("site"));

        assertThat(new TreeSet<>(works())).hasSize(12);
        assertThat(works()).hasSizeGreaterThanOrEqualTo(22);
        assertThat(lines("matches.csv"))
                .noneMatch(line -> line.contains("/members/"))
                .noneMatch(line -> line.contains("other-"));
        assertThat(lines("errors.csv")).anyMatch(line -> line.contains("/members/") && line.contains("robots"));
        assertThat(folder.resolve("found/report.html")).content().contains("uses of 12 photos on 1 site");
    }

    private List<String> works() throws IOException {
        return lines("matches.csv").stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve("found").resolve(file));
    }

    private void scan(String option, Path source) {
        int code = shell.run(
                "scan", "--photos", Shell.SAMPLES.resolve("photos"), option, source, "--out", folder.resolve("found"));

        assertThat(code).as(String.join("\n", shell.err())).isZero();
    }
}
