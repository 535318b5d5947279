package org.proofmark.scout.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Headers saying(String value) {
        return new Headers(List.of(new Headers.Field("retry-after", value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|PT0S", "120|PT2M", "Sun, 01 Mar 2026 12:00:30 GMT|PT30S", "Sun, 01 Mar 2026 11:00:00 GMT|PT0S"})
    void readsSecondsAndDates(String value, Duration wait) {
        assertThat(RetryAfter.of(saying(value), NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "soon", "", "99999999999999999999", "Mon, 01 Mar 2026 12:00:30 GMT"})
    void passesOverWhatSaysNothing(String value) {
        assertThat(RetryAfter.of(saying(value), NOW)).isEmpty();
    }

    @Test
    void nothingSaidIsNothingAsked() {
        assertThat(RetryAfter.of(Headers.NONE, NOW)).isEmpty();
    }
}
