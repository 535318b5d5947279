package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

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
        assertThat(run("mtach")).isEqualTo(ExitCodes.WRONG_ARGUMENTS);
        assertThat(err.toString()).contains("mtach");
    }

    @Test
    void statesItsVersion() {
        assertThat(run("--version")).isEqualTo(ExitCodes.SUCCESS);
        assertThat(out.toString()).startsWith("proofmark ");
    }

    private int run(String... arguments) {
        return new CommandLine(new Main())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
