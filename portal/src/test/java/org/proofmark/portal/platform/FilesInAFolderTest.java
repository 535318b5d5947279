package org.proofmark.portal.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by a folder. */
class FilesInAFolderTest extends BlobsContract {
    @TempDir
    private Path home = Path.of("");

    @Override
    Blobs blobs() {
        try {
            return new FileBlobs(home, InstantSource.system());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
