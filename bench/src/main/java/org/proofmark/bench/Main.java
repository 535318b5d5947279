package org.proofmark.bench;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.accuracy.AccuracyCommand;
import org.proofmark.bench.accuracy.CollagesCommand;
import org.proofmark.bench.speed.SpeedCommand;
import org.proofmark.cli.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root command of the bench. A new measurement is one class, named in {@code subcommands}. */
@Command(
        name = "proofmark bench",
        mixinStandardHelpOptions = true,
        versionProvider = org.proofmark.cli.Main.Version.class,
        synopsisSubcommandLabel = "MEASUREMENT",
        subcommands = {
            AccuracyCommand.class,
            CollagesCommand.class,
            CrashCommand.class,
            EditsCommand.class,
            HostileCommand.class,
            LoadCommand.class,
            PortalCrashCommand.class,
            ScaleCommand.class,
            EncountersCommand.class,
            ScanCrashCommand.class,
            ScanSpeedCommand.class,
            SpeedCommand.class,
            VocabularyCommand.class,
            WorkCrashCommand.class,
            HelpCommand.class
        },
        header = "Measures the accuracy and speed of Proofmark, beside other programs.",
        commandListHeading = "%nMeasurements:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:something failed; standard error says what",
            "2:wrong arguments; nothing was done",
            "130:interrupted (Ctrl-C)"
        })
public final class Main implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(org.proofmark.cli.Main.commandLine(new Main()).execute(arguments));
    }

    /** Without a measurement there is nothing to do: the help page, as an error. */
    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
        return ExitCodes.WRONG_ARGUMENTS;
    }
}
