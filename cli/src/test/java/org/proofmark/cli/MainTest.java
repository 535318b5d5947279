package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.InProcessExaminer;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpSaysWhatItDoesAndWhichCodesItEndsWith() {
        assertThat(run("--help")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(out.toString()).contains("finds copies of photos", "Commands:", "bench", "Examples:", "130");
    }

    @Test
    void withoutACommandItShowsTheHelpAsAnError() {
        assertThat(run()).isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Usage: proofmark");
    }

    @Test
    void namesAnArgumentItDoesNotKnow() {
        assertThat(run("hepl")).isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(err.toString().lines())
                .containsExactly(
                        "Unmatched argument at index 0: 'hepl'",
                        "Did you mean: proofmark help?",
                        "Help: ./proofmark --help");
    }

    @Test
    void saysInOneLineWhatOfTheOutsideBroke() {
        assertThat(run(new Failing(new NoSuchFileException("photo.jpg")))).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString().lines()).containsExactly("reads: photo.jpg: there is no such file or folder");
    }

    @Test
    void showsTheStackOfABug() {
        assertThat(run(new Failing(new IllegalStateException("bug")))).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("IllegalStateException: bug", "\tat ");
    }

    @Test
    void statesItsVersion() {
        assertThat(run("--version")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(out.toString()).startsWith("proofmark ");
    }

    @Test
    void everyCommandHasHelpWithAnExampleAndExitCodes() {
        CommandLine proofmark = Main.proofmark(threads -> new InProcessExaminer(MediaLimits.standard()));
        List<CommandLine> commands = new ArrayList<>();
        for (CommandLine command : proofmark.getSubcommands().values()) {
            commands.add(command);
            commands.addAll(command.getSubcommands().values());
        }
        for (CommandLine command : commands) {
            if (!command.getCommandName().equals("help")) {
                assertThat(command.getUsageMessage())
                        .contains("Example", "./proofmark ", "--help", "Exit codes:", "  1 ", "  2 ", "  130 ");
            }
        }
    }

    private int run(String... arguments) {
        return run(Main.proofmark(threads -> new InProcessExaminer(MediaLimits.standard())), arguments);
    }

    private int run(Object root, String... arguments) {
        return run(Main.commandLine(root), arguments);
    }

    private int run(CommandLine command, String... arguments) {
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    @Command(name = "reads")
    private record Failing(Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }
}
