package org.proofmark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, UTF_8);
    private long now = -5;

    @Test
    void saysNothingAboutATaskUnderTwoSeconds() {
        Progress progress = onTerminal(OptionalLong.of(10));
        pass(Duration.ofMillis(1_900));
        progress.draw();
        progress.close();
        assertThat(text()).isEmpty();
    }

    @Test
    void drawsABarWithShareCountRateAndTimeLeft() {
        Progress progress = onTerminal(OptionalLong.of(2_000));
        pass(Duration.ofSeconds(10));
        progress.step(500);
        progress.draw();
        assertThat(text()).isEqualTo("\r\u001b[Kread [#####---------------]  25%  500/2,000  50.0/s  0:30 left");
    }

    @Test
    void endsABarWithOneLineOfSummary() {
        Progress progress = onTerminal(OptionalLong.of(2));
        pass(Duration.ofSeconds(4));
        progress.step(2);
        progress.draw();
        progress.close();
        progress.close();
        assertThat(text()).endsWith("\r\u001b[Kread: 2 in 0:04  0.5/s" + System.lineSeparator());
    }

    @Test
    void writesPlainLinesEveryTenSecondsWhereThereIsNoTerminal() {
        Progress progress = new Progress("read", OptionalLong.of(100), out, false, () -> now);
        for (int second = 1; second <= 25; second++) {
            pass(Duration.ofSeconds(1));
            progress.step();
            progress.draw();
        }
        progress.close();
        assertThat(text().lines())
                .containsExactly(
                        "read:  10%  10/100  1.0/s  1:30 left",
                        "read:  20%  20/100  1.0/s  1:20 left", "read: 25 in 0:25  1.0/s");
    }

    @Test
    void countsOnlyWhereTheTotalIsUnknown() {
        Progress progress = onTerminal(OptionalLong.empty());
        pass(Duration.ofSeconds(3_700));
        progress.step(1_234_567);
        progress.draw();
        assertThat(text()).endsWith("read  1,234,567  334/s  1:01:40");
    }

    @Test
    void aTotalOfZeroIsDoneAtOnce() {
        Progress progress = onTerminal(OptionalLong.of(0));
        pass(Duration.ofSeconds(3));
        progress.draw();
        assertThat(text()).endsWith("100%  0/0  0.0/s");
    }

    @Test
    void erasesTheBarAroundAnotherLine() {
        Progress progress = onTerminal(OptionalLong.of(10));
        pass(Duration.ofSeconds(3));
        progress.draw();
        progress.around(() -> out.print("a result"));
        assertThat(text()).endsWith("\r\u001b[Ka result");
    }

    @Test
    void drawsNothingAfterTheEnd() {
        Progress progress = onTerminal(OptionalLong.of(10));
        progress.close();
        pass(Duration.ofSeconds(30));
        progress.draw();
        assertThat(text()).isEmpty();
    }

    @Test
    void refusesANegativeTotal() {
        assertThatThrownBy(() -> onTerminal(OptionalLong.of(-1))).hasMessage("total: expected 0 or more, found -1");
    }

    private Progress onTerminal(OptionalLong total) {
        return new Progress("read", total, out, true, () -> now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private String text() {
        return written.toString(UTF_8);
    }
}
