package org.proofmark.bench.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.bench.edit.Pictures;

/** Uploads until the disk is full, and on when it no longer is, on a small file system of its own. */
class FullDiskTest {
    @TempDir
    private Path home = Path.of("");

    private boolean mounted;

    @Test
    void tellsWhenTheDiskIsFullAndGoesOnWithoutARestart() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(home.resolve("disk"));
        mounted = command("mount", "-t", "tmpfs", "-o", "size=420m", "tmpfs", disk.toString());
        assumeTrue(mounted, "only root may mount a small file system");
        MadeFiles files = MadeFiles.of(Pictures.in(Path.of("..", "samples", "photos")), 7);

        FullDisk.Report report = new FullDisk(disk, home, files).run();

        assertThat(report.failures()).isEmpty();
        assertThat(report.refusal()).startsWith("507 ").contains("The disk is full. What was acknowledged is safe.");
        assertThat(report.uploads()).isGreaterThan(3);
        assertThat(report.works()).isEqualTo(report.uploads());
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            assertThat(command("umount", "-l", home.resolve("disk").toString())).isTrue();
        }
    }

    private static boolean command(String... words) throws InterruptedException {
        try {
            return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
