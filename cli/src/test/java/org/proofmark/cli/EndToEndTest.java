package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job with everything real: files examined in worker processes. */
class EndToEndTest {
    @TempDir
    private Path home = Path.of("");

    @Test
    void findsTheShippedCopyAmongShippedPhotosThroughWorkerProcesses() throws IOException {
        Path photos = Files.createDirectory(home.resolve("photos"));
        Path found = Files.createDirectory(home.resolve("found"));
        Shell.put("photos/otter.jpg", photos, "otter.jpg");
        Shell.put("site/pictures/otter-with-sticker.jpg", found, "sticker.jpg");
        Shell.put("site/pictures/notes.txt", found, "notes.txt");
        Path table = home.resolve("matches.csv");
        Shell shell = new Shell(Main::workers);
        assertThat(shell.run("match", "--references", photos, "--queries", found, "--output", table, "--threads", 1))
                .isEqualTo(ExitCodes.SUCCESS);
        assertThat(Files.readAllLines(table)).hasSize(2).last().asString().startsWith("sticker.jpg,otter.jpg,copy,");
    }
}
