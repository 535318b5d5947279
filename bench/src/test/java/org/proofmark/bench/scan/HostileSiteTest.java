package org.proofmark.bench.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.bench.edit.Pictures;

class HostileSiteTest {
    private static final Path SAMPLES = Path.of("..", "samples", "photos");

    @TempDir
    private Path home = Path.of("");

    @Test
    void everyFileIsAccountedFor() throws IOException, InterruptedException {
        Path files = Files.createDirectory(home.resolve("files"));
        byte[] photo = Files.readAllBytes(Pictures.in(SAMPLES).files().getFirst());
        Files.write(files.resolve("whole.jpg"), photo);
        Files.write(files.resolve("begun.jpg"), Arrays.copyOf(photo, 100));
        Files.write(files.resolve("a name with spaces"), "no image".getBytes(StandardCharsets.UTF_8));
        Files.write(files.resolve("nothing"), new byte[0]);
        HostileSite.Outcome outcome = new HostileSite(files, 100).scan(SAMPLES, 1, home.resolve("out"));

        assertThat(outcome.held()).as(outcome.toString()).isTrue();
        assertThat(outcome.files()).isEqualTo(4);
        assertThat(outcome.named()).isEqualTo(3);
        assertThat(outcome.readable()).isOne();
    }
}
