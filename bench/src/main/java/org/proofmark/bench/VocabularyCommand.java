package org.proofmark.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.proofmark.cli.ExitCodes;
import org.proofmark.engine.fingerprint.VocabularyTrainer;
import org.proofmark.engine.media.Decoded;
import org.proofmark.engine.media.Decoder;
import org.proofmark.engine.media.MediaLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains the engine's vocabulary. */
@Command(
        name = "vocabulary",
        mixinStandardHelpOptions = true,
        header = "Trains the vocabulary that comes with the engine.",
        description = {
            "",
            "Takes all pictures below a folder whose shorter side has at least 200 pixels; they must be none that"
                    + " accuracy is measured on. A new vocabulary makes all fingerprints and indexes of before useless:"
                    + " raise Fingerprint.VERSION with it.",
            ""
        },
        footer = {"", "Example:", "  ./proofmark bench vocabulary --photos /usr/share/wallpapers --out vocabulary-1.bin"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
final class VocabularyCommand implements Callable<Integer> {
    private static final int SMALLEST_FILE = 20_000;
    private static final int SMALLEST_SIDE = 200;

    @Option(names = "--photos", required = true, paramLabel = "DIR", description = "A folder, with all below it.")
    private Path photos = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write the vocabulary.")
    private Path out = Path.of("");

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        VocabularyTrainer trainer = new VocabularyTrainer(seed);
        Decoder decoder = new Decoder(MediaLimits.standard());
        int used = 0;
        List<Path> files = files();
        for (Path file : files) {
            if (decoder.decode(Files.readAllBytes(file), Integer.MAX_VALUE) instanceof Decoded picture
                    && Math.min(picture.width(), picture.height()) >= SMALLEST_SIDE) {
                trainer.add(picture.picture());
                used++;
            }
        }
        System.err.printf("%d of %d files, %,d descriptors%n", used, files.size(), trainer.descriptors());
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out))) {
            trainer.train(done -> System.err.printf("cell %d of 64%n", done)).write(file);
        }
        return ExitCodes.SUCCESS;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> below = Files.walk(photos)) {
            return below.filter(
                            file -> Files.isRegularFile(file) && file.toFile().length() >= SMALLEST_FILE)
                    .sorted()
                    .toList();
        }
    }
}
