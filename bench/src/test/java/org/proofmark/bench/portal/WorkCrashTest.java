package org.proofmark.bench.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.bench.edit.Pictures;
import org.proofmark.bench.scan.SiteImages;

/** Processes that walk together, killed: what 200 kills show in {@code docs/performance.md}, in small. */
class WorkCrashTest {
    @TempDir
    private Path home = Path.of("");

    /** A site of 60 pages shows so many images; with fewer copies among them there might be no match to compare. */
    private static final int IMAGES = 12;

    private static final int COPIES = 3;

    private static long anySeed() {
        return LongStream.iterate(System.nanoTime(), seed -> seed + 1)
                .filter(seed -> SiteImages.copies(seed, IMAGES) >= COPIES)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsThereAfterKillsIsWhatAnUndisturbedRunEndsWith() throws IOException, InterruptedException, SQLException {
        long seed = Long.getLong("proofmark.seed", anySeed());

        WorkCrash.Report report = new WorkCrash(Pictures.in(Path.of("..", "samples", "photos")), home, 2, 2, 60, seed)
                .run(Integer.getInteger("proofmark.crash.kills", 3), Duration.ofMinutes(5));

        assertThat(report.failures()).as("seed %d", seed).isEmpty();
        assertThat(report.matches()).as("seed %d", seed).isPositive();
    }
}
