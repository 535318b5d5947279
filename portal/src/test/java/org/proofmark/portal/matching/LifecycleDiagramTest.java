package org.proofmark.portal.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.matching.MatchLifecycle.State;

/** What is drawn of the life of a match, and what may be pressed, is what the table says. */
class LifecycleDiagramTest {
    @Test
    void theDiagramOfTheTourIsTheTable() throws IOException {
        Map<String, String> arrows = MatchLifecycle.table().stream()
                .collect(Collectors.groupingBy(
                        step -> word(step.from()) + " --> " + word(step.next()),
                        LinkedHashMap::new,
                        Collectors.mapping(LifecycleDiagramTest::event, Collectors.joining(", "))));
        String drawn = arrows.entrySet().stream()
                .map(arrow -> "    " + arrow.getKey() + ": " + arrow.getValue())
                .collect(Collectors.joining("\n", "```mermaid\nstateDiagram-v2\n    [*] --> new\n", "\n```\n"));
        assertThat(Files.readString(Path.of("..", "docs", "tour.md"))).contains(drawn);
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String event(MatchLifecycle.Step step) {
        return switch (step.event()) {
            case SAY_NO_LICENCE, SAY_LICENSED, SAY_UNSURE, SAY_NOT_MINE -> "said";
            case SETTLE_NO_LICENCE, SETTLE_LICENSED, SETTLE_UNSURE, SETTLE_NOT_MINE -> "settled";
            case TAKE_BACK -> "taken back";
            case CAUSE_GONE -> "cause gone";
            case USE_CHANGED -> "use changed";
            case CLAIM -> "claimed";
        };
    }

    @Test
    void whatIsClaimedHasNoButtonsAndAllElseHasFour() {
        for (State state : State.values()) {
            List<Verdict> sayable = MatchLifecycle.sayable(state);
            assertThat(sayable).isEqualTo(state == State.CLAIMED ? List.of() : Arrays.asList(Verdict.values()));
            assertThat(MatchLifecycle.takesBack(state)).isEqualTo(state != State.CLAIMED && state != State.NEW);
        }
    }

    @Test
    void whatAPersonDidNotSayOrDeniedIsNotAskedAgain() {
        assertThat(MatchLifecycle.from(MatchLifecycle.Event.USE_CHANGED))
                .containsExactly(State.NO_LICENCE, State.LICENSED, State.UNSURE);
        for (By by : By.values()) {
            assertThat(MatchLifecycle.next(State.LICENSED, MatchLifecycle.Event.USE_CHANGED, Optional.of(by)))
                    .isEqualTo(by == By.PERSON ? Optional.of(State.LICENSED) : Optional.empty());
        }
    }
}
