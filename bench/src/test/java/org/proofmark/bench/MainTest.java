package org.proofmark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.proofmark.bench.edit.Pixels;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {
    @TempDir
    private Path home = Path.of("");

    private static CommandLine bench() {
        return org.proofmark.cli.Main.commandLine(new Main());
    }

    private static CommandLine measurement(String name) {
        return Objects.requireNonNull(bench().getSubcommands().get(name), name);
    }

    static Stream<String> measurements() {
        return bench().getSubcommands().keySet().stream().filter(name -> !name.equals("help"));
    }

    @ParameterizedTest
    @MethodSource("measurements")
    void everyMeasurementHasHelpWithAnExampleAndExitCodes(String name) {
        assertThat(measurement(name).getUsageMessage())
                .contains("Example", "./proofmark bench " + name, "Exit codes:", "  0 ", "  1 ", "  2 ", "  130 ");
    }

    @Test
    void partsOfAMeasurementAreNamedInSmallLettersToo() {
        assertThat(bench().parseArgs("scan-speed", "--photos", "p", "--out", "o", "--only", "neighbours,PAGES")
                        .hasSubcommand())
                .isTrue();
    }

    @Test
    void accuracyIsMeasuredWithoutDistractorsOnPhotosThatAreHeldOut() throws IOException {
        Path photos = Files.createDirectory(home.resolve("photos"));
        for (int n = 0; n < 6; n++) {
            Files.write(photos.resolve("photo-" + n + ".jpg"), Pixels.jpeg(MadePicture.of(n), 90));
        }
        Path out = home.resolve("out");
        assertThat(bench().execute(
                                "accuracy",
                                "--photos",
                                photos.toString(),
                                "--out",
                                out.toString(),
                                "--edits",
                                "mirror",
                                "--finders",
                                "pdq"))
                .isEqualTo(ExitCodes.SUCCESS);
        assertThat(Files.readString(out.resolve("accuracy.md"))).contains("5 photos registered");
        assertThat(Files.readAllLines(out.resolve("predictions.csv")))
                .noneMatch(line -> line.contains(",photo-4.jpg,"));
    }

    @Test
    void tooFewPhotosToHoldSomeOutAreRefused() throws IOException {
        Files.write(home.resolve("only.jpg"), Pixels.jpeg(MadePicture.of(1), 90));
        assertThat(bench().execute("accuracy", "--photos", home.toString(), "--out", home.toString()))
                .isEqualTo(ExitCodes.WRONG_ARGUMENTS);
    }

    @Test
    void hostileFilesNeedNoFolderNamedForTheReport() {
        CommandLine bench = bench();
        bench.parseArgs("hostile", "files");
        CommandLine hostile = Objects.requireNonNull(bench.getSubcommands().get("hostile"));
        OptionSpec out = Objects.requireNonNull(hostile.getCommandSpec().findOption("--out"));
        assertThat(out.<Path>getValue()).isEqualTo(Path.of("hostile-report"));
    }

    @Test
    void everyWorkOfACollageIsCounted() throws IOException {
        Path photos = Files.createDirectory(home.resolve("photos"));
        for (int n = 0; n < 6; n++) {
            Files.write(photos.resolve("photo-" + n + ".jpg"), Pixels.jpeg(MadePicture.of(n), 90));
        }
        Path out = home.resolve("out");
        assertThat(bench().execute(
                                "collages",
                                "--photos",
                                photos.toString(),
                                "--tiles",
                                "2",
                                "--sample",
                                "1",
                                "--out",
                                out.toString()))
                .isEqualTo(ExitCodes.SUCCESS);
        assertThat(out.resolve("collage-2-000.jpg")).exists();
        assertThat(Files.readString(out.resolve("collages.md"))).contains("| 2 × 2 | 4 | 4 (100.0 %) | 1 of 1 | 0 |");
    }
}
