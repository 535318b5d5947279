package org.proofmark.bench.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.bench.edit.Pictures;

/** The whole program, killed: what 200 kills show in {@code docs/performance.md}, in small. */
class CrashCampaignTest {
    private static final long SEED = 20;

    /** What one looker can have before it: one in hand, one on the desk, one waiting for a place, one on its way. */
    private static final int UNDER_WAY = 4;

    @TempDir
    private Path home = Path.of("");

    @Test
    void killedScansEndWithTheMatchesOfAnUndisturbedOne() throws IOException, InterruptedException {
        Path works = home.resolve("works");
        Pictures photos = Pictures.in(Path.of("..", "samples", "photos"));
        SiteImages images = SiteImages.make(new Pictures(photos.files().subList(0, 4)), works, 200, SEED);
        try (CountingServer server = CountingServer.start(new MadeSite(48, 2, 1, SEED, images))) {
            CrashCampaign.Report report = new CrashCampaign(server, works, home, 1, SEED).run(3, 4, 30);

            assertThat(report.failures()).isEmpty();
            assertThat(report.kills()).isEqualTo(3);
            assertThat(report.matches()).isGreaterThan(2);
            assertThat(report.repeated()).isLessThanOrEqualTo(3 * UNDER_WAY);
        }
    }
}
