package org.proofmark.bench.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.bench.edit.Pictures;

/** The whole portal, killed: what 300 kills show in {@code docs/performance.md}, in small. */
class PortalCrashTest {
    @TempDir
    private Path home = Path.of("");

    @Test
    void whatWasAcknowledgedIsThereExactlyOnceAfterKillsOfEverything() throws IOException, InterruptedException {
        long seed = Long.getLong("proofmark.seed", System.nanoTime());
        MadeFiles files = MadeFiles.of(Pictures.in(Path.of("..", "samples", "photos")), seed);

        PortalCrash.Report report = new PortalCrash(files, home, List.of(), seed)
                .run(Integer.getInteger("proofmark.crash.kills", 3), Duration.ofMinutes(5));

        assertThat(report.failures()).as("seed %d", seed).isEmpty();
        assertThat(report.found().works()).as("seed %d", seed).isPositive();
        assertThat(report.found().orphansAfter()).as("seed %d", seed).isZero();
    }
}
