package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of every command about an index. */
final class IndexOption {
    @Option(names = "--index", required = true, paramLabel = "FILE", description = "The index: a folder of its own.")
    private Path folder = Path.of("");

    /** The folder, whatever is in it. */
    Path folder() {
        return folder;
    }

    /** The folder, which has an index. */
    Path existing() throws IOException {
        Register.requireIndex(folder);
        return folder;
    }
}
