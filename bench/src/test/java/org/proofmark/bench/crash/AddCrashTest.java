package org.proofmark.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The campaign itself, a few kills of it: {@code bench crash --photos} makes hundreds. */
class AddCrashTest {
    @Test
    void whatIsRegisteredStaysThroughKillsOfTheCommand(@TempDir Path folder) throws Exception {
        AddCrash.Report report = new AddCrash(Path.of("../samples/photos"), folder.resolve("index"), 7).run(4);

        assertThat(report.failures()).isEmpty();
        assertThat(report.kills()).isEqualTo(4);
        assertThat(report.photos()).isEqualTo(12);
    }
}
