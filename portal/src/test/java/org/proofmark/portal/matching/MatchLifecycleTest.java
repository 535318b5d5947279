package org.proofmark.portal.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.MatchLifecycle.Event;
import org.proofmark.portal.matching.MatchLifecycle.State;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every state × every event × whoever decided before: what happens to a match is what the table says, and nothing else does. */
class MatchLifecycleTest {
    private final TestPortal portal = TestPortal.shared();
    private final SignedIn creator = portal.person(Role.CREATOR).signedIn();
    private final Matches matches = portal.bean(Matches.class);
    private final Verdicts verdicts = portal.bean(Verdicts.class);
    private final JdbcClient sql = portal.bean(JdbcClient.class);

    @Test
    void noLineOfTheTableSaysOtherwiseThanAnother() {
        Set<List<Object>> seen = new HashSet<>();
        for (MatchLifecycle.Step step : MatchLifecycle.table()) {
            assertThat(seen.add(List.of(step.from(), step.event())))
                    .as(step.toString())
                    .isTrue();
        }
        assertThat(MatchLifecycle.table())
                .allSatisfy(step -> assertThat(step.from()).isNotEqualTo(State.CLAIMED));
    }

    @Test
    void whatHappensIsWhatTheTableSays() {
        for (State state : State.values()) {
            for (By by : state == State.NEW ? new By[] {By.PERSON} : By.values()) {
                for (Event event : Event.values()) {
                    if (event != Event.CLAIM && event != Event.USE_CHANGED) { // ComparerTest has the latter
                        happens(state, by, event);
                    }
                }
            }
        }
    }

    private void happens(State state, By by, Event event) {
        MatchId id = standing(state, by);
        Match before = matches.find(creator, id);
        Optional<State> expected =
                MatchLifecycle.next(state, event, before.decision().map(Match.Decision::by));
        boolean settledAnew = event.name().startsWith("SETTLE_")
                && state != State.NEW
                && MatchLifecycle.next(state, Event.CAUSE_GONE, Optional.of(by)).isPresent();
        State next = settledAnew ? State.valueOf(event.name().substring(7)) : expected.orElse(state);
        act(before, event);
        Match after = matches.find(creator, id);
        assertThat(after.state()).as("%s by %s, then %s", state, by, event).isEqualTo(next);
        if (expected.isEmpty() && !settledAnew) {
            assertThat(after).isEqualTo(before);
        }
    }

    private void act(Match match, Event event) {
        String name = event.name();
        if (event == Event.CAUSE_GONE) {
            verdicts.unsettle(match);
        } else if (name.startsWith("SETTLE_")) {
            verdicts.settle(match, By.RULE, UUID.randomUUID(), Verdict.valueOf(name.substring(7)), Optional.empty());
        } else {
            Optional<Verdict> verdict = Arrays.stream(Verdict.values())
                    .filter(one -> name.equals("SAY_" + one.name()))
                    .findFirst();
            verdicts.give(
                    creator,
                    List.of(new Given(UUID.randomUUID(), match.id(), verdict, Optional.empty(), Given.Group.ONE)));
        }
    }

    private MatchId standing(State state, By by) {
        MatchId id = new MatchRows(portal).of(creator).insert();
        if (state != State.NEW) {
            sql.sql("""
                            update matching.match set verdict = :verdict, decided_by = :by, decided_ref = gen_random_uuid(),
                                decided_at = now(), claimed = :claimed where id = :id
                            """)
                    .param("verdict", state == State.CLAIMED ? "NO_LICENCE" : state.name())
                    .param("by", by.name())
                    .param("claimed", state == State.CLAIMED)
                    .param("id", id.value())
                    .update();
        }
        return id;
    }
}
