package org.proofmark.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root command. A new command is one class, named in {@code subcommands}. */
@Command(
        name = "proofmark",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {HelpCommand.class},
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
            "  ./proofmark --help",
            "  ./proofmark bench --help",
            "  ./proofmark test"
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
        System.exit(new CommandLine(new Main()).execute(arguments));
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
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"proofmark " + (version == null ? "(not packaged)" : version)};
        }
    }
}
