package org.proofmark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Of every command: its help, and where it prints. Answers go to standard output, everything else to {@link #err}. */
final class Streams {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli asks the option, not the field
    private boolean help;

    PrintWriter err() {
        return commandLine().getErr();
    }

    /** Prints lines of the answer, all of them or fails. What the writer gave on, standard output may still have lost. */
    void print(String text) {
        PrintWriter out = commandLine().getOut();
        out.println(text);
        if (out.checkError() || System.out.checkError()) {
            throw new UncheckedIOException(new IOException("standard output cannot be written"));
        }
    }

    /** Shows the help page, as an error. */
    void usage() {
        commandLine().usage(err());
    }

    private CommandLine commandLine() {
        if (command == null) {
            throw new IllegalStateException("picocli fills this in before a command runs");
        }
        return command.commandLine();
    }
}
