package org.proofmark.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.match.CopyFinder;
import org.proofmark.engine.match.Match;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.PoolSettings;
import org.proofmark.engine.worker.WorkerPool;

/** The example in the README is this one, and it runs. */
class ReadmeExampleTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final Path SELF = Path.of("src/test/java/org/proofmark/engine/ReadmeExampleTest.java");

    @TempDir
    private Path home = Path.of("");

    @Test
    void theExampleFindsACopy() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        example(
                SAMPLES.resolve("photos/otter.jpg"),
                SAMPLES.resolve("site/pictures/otter-with-sticker.jpg"),
                home.resolve("photos.index"),
                new PrintStream(printed, true, UTF_8));
        assertThat(printed.toString(UTF_8)).startsWith("COPY of otter at ");
    }

    @Test
    void theReadmeShowsIt() throws IOException {
        assertThat(between(Files.readString(Path.of("..", "README.md")), "```java\n", "```"))
                .isEqualTo(between(Files.readString(SELF), "        // begin\n", "        // end\n"));
    }

    /** Without the indentation, which differs. */
    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        assertThat(from).as(begin).isNotNegative();
        return text.substring(from + begin.length(), text.indexOf(end, from + begin.length()))
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static void example(Path photo, Path picture, Path folder, PrintStream out) throws IOException {
        // begin
        try (WorkerPool workers = new WorkerPool(PoolSettings.standard());
                SegmentedIndex index = SegmentedIndex.open(folder)) {
            if (workers.examine(Files.readAllBytes(photo), Detail.REFERENCE) instanceof Examined seen) {
                index.add(Map.of("otter", seen.fingerprint()));
            }
            CopyFinder finder = new CopyFinder(workers, index);
            for (Match match : finder.find(Files.readAllBytes(picture)).matches()) {
                out.println(match.verdict() + " of " + match.image() + " at " + match.queryRegion());
            }
        }
        // end
    }
}
