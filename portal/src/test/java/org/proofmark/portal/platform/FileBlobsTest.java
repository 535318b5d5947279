package org.proofmark.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files by digest in a folder: what a sweep takes goes by the ages of files, and by what is unfinished. */
class FileBlobsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path home = Path.of("");

    private FileBlobs blobs;

    @BeforeEach
    void open() throws IOException {
        blobs = new FileBlobs(home.resolve("blobs"), () -> NOW);
    }

    @Test
    void sweepsWhatIsOldAndUnnamed() throws IOException {
        Sha256 named = keep("named", Duration.ofHours(2));
        Sha256 young = keep("young", Duration.ofMinutes(5));
        Sha256 orphan = keep("orphan", Duration.ofHours(2));
        Path unfinished = Files.writeString(home.resolve("blobs/unfinished/half"), "hal");
        age(unfinished, Duration.ofHours(2));

        assertThat(blobs.sweep(NOW.minus(Duration.ofHours(1)), asked -> Set.of(named)))
                .isEqualTo(2);

        assertThat(blobs.has(named)).isTrue();
        assertThat(blobs.has(young)).isTrue();
        assertThat(blobs.has(orphan)).isFalse();
        assertThat(unfinished).doesNotExist();
    }

    private Sha256 keep(String text, Duration ago) {
        try {
            Sha256 digest = blobs.keep(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .digest();
            String hex = digest.hex();
            age(
                    home.resolve("blobs")
                            .resolve(hex.substring(0, 2))
                            .resolve(hex.substring(2, 4))
                            .resolve(hex),
                    ago);
            return digest;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void age(Path file, Duration ago) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(ago)));
    }
}
