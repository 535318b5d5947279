package org.proofmark.scout.robots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.proofmark.scout.url.Url;

/** All 400 expectations of the compliance tests. There are no exceptions. */
class RobotsStandardTest {
    static List<Expectation> expectations() throws IOException {
        return Expectation.all();
    }

    @Test
    void theyAreAllThere() throws IOException {
        assertThat(expectations()).hasSize(400);
        assertThat(expectations().stream().filter(Expectation::allowed)).hasSize(204);
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void readsAsExpected(Expectation expectation) {
        RobotsFile file = RobotsFile.parse(expectation.bytes(), expectation.agent(), RobotsSettings.STANDARD);
        String target = Url.parse(expectation.url())
                .map(url -> url.path() + url.query().map(query -> "?" + query).orElse(""))
                .orElse("/");
        assertThat(file.forbids(target).isEmpty()).isEqualTo(expectation.allowed());
    }
}
