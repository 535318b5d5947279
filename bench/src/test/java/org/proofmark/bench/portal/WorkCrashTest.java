package org.proofmark.bench.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.bench.edit.Pictures;

/** Processes that walk together, killed: what 200 kills show in {@code docs/performance.md}, in small. */
class WorkCrashTest {
    @TempDir
    private Path home = Path.of("");

    @Test
    void whatIsThereAfterKillsIsWhatAnUndisturbedRunEndsWith() throws IOException, InterruptedException, SQLException {
        long seed = Long.getLong("proofmark.seed", System.nanoTime());

        WorkCrash.Report report = new WorkCrash(Pictures.in(Path.of("..", "samples", "photos")), home, 2, 2, 60, seed)
                .run(Integer.getInteger("proofmark.crash.kills", 3), Duration.ofMinutes(5));

        assertThat(report.failures()).as("seed %d", seed).isEmpty();
        assertThat(report.matches()).as("seed %d", seed).isPositive();
    }
}
