package org.proofmark.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.PoolSettings;
import org.proofmark.engine.worker.WorkerPool;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root command. A new command is one class, named in {@code subcommands}. */
@Command(
        name = "proofmark",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Proofmark finds copies of photos on the web.",
        description = {
            "",
            "It describes every registered photo by its local features, compares each picture it meets with them, and "
                    + "shows which part of which photo stands where in the copy: resized, cropped, mirrored, recoloured, "
                    + "written over, or part of a larger picture.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nIn a source checkout also:%n",
        footer = {
            "  bench      Measures accuracy and speed, beside other programs.",
            "  test       Runs all tests.",
            "",
            "Examples:",
            "  ./proofmark demo",
            "  ./proofmark serve",
            "  ./proofmark work",
            "  ./proofmark scan --photos photos --site https://example.com/ --out found",
            "  ./proofmark match --references photos --queries found --output matches.csv",
            "  ./proofmark compare photo.jpg found.jpg --overlay overlay.png",
            "  ./proofmark match --help"
        },
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
        System.setProperty("java.awt.headless", "true");
        System.exit(proofmark(Main::workers).execute(arguments));
    }

    static Examiner workers(int count) {
        PoolSettings standard = PoolSettings.standard();
        return new WorkerPool(new PoolSettings(count, standard.imagesPerWorker(), standard.limits()));
    }

    /**
     * The whole program.
     *
     * @param examiners makes the examiner of a command, for so many files at a time
     */
    static CommandLine proofmark(IntFunction<Examiner> examiners) {
        return commandLine(new Main())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new ServeCommand())
                .addSubcommand(new WorkCommand())
                .addSubcommand(new BackupCommand())
                .addSubcommand(new RestoreCommand())
                .addSubcommand(new RehearseCommand())
                .addSubcommand(new ScanCommand(examiners))
                .addSubcommand(new MatchCommand(examiners))
                .addSubcommand(new SearchCommand(examiners))
                .addSubcommand(new CompareCommand(examiners))
                .addSubcommand(new InspectCommand(examiners))
                .addSubcommand(new CaptureCommand())
                .addSubcommand(IndexCommand.withCommands(examiners))
                .addSubcommand(CertificateCommand.withCommands())
                .addSubcommand(new CommandLine.HelpCommand())
                .setParameterExceptionHandler(Main::wrongArguments)
                .setExecutionExceptionHandler(Main::failed);
    }

    /**
     * The program around a root command: wrong arguments get one line and where to read more, a broken outside gets one
     * line, and our own bugs their stack trace.
     */
    public static CommandLine commandLine(Object root) {
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::wrongArguments)
                .setExecutionExceptionHandler(Main::failed);
    }

    private static int wrongArguments(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Help: ./" + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.WRONG_ARGUMENTS;
    }

    private static int failed(Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        String name = command.getCommandSpec().qualifiedName();
        if (Leftovers.ending()) {
            return ExitCodes.INTERRUPTED;
        }
        if (failure instanceof Streams.ReaderGone) {
            return ExitCodes.SUCCESS;
        }
        if (failure instanceof WrongArgument) {
            command.getErr().println(failure.getMessage());
            command.getErr().println("Help: ./" + name + " --help");
            return ExitCodes.WRONG_ARGUMENTS;
        }
        if (!Failures.isOfTheOutside(failure)) {
            throw failure;
        }
        command.getErr().println(name + ": " + Failures.line(failure));
        return ExitCodes.FAILED;
    }

    /** Without a command there is nothing to do: the help page, as an error. */
    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
        return ExitCodes.WRONG_ARGUMENTS;
    }

    /** The version stands in the manifest of the runnable jar. */
    public static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"proofmark " + (version == null ? "(not packaged)" : version)};
        }
    }
}
