package org.proofmark.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
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
            throw lost();
        }
    }

    /** What became of standard output: Java's own streams tell that something did, and not what. */
    private static RuntimeException lost() {
        try (FileOutputStream raw = new FileOutputStream(FileDescriptor.out)) {
            raw.write('\n');
        } catch (IOException why) {
            String reason = String.valueOf(why.getMessage());
            return reason.toLowerCase(Locale.ROOT).contains("broken pipe")
                    ? new ReaderGone()
                    : new UncheckedIOException(new IOException("standard output cannot be written: " + reason, why));
        }
        return new UncheckedIOException(new IOException("standard output cannot be written"));
    }

    /** Who read standard output has enough of it, as {@code head} has: there is nobody to tell more, and nothing is wrong. */
    static final class ReaderGone extends RuntimeException {
        private static final long serialVersionUID = 1;
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
