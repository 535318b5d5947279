package org.proofmark.portal.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.platform.Refused;

/**
 * What may follow what in the life of a match: one table, from which the buttons, the answers to programs and the test come. What
 * is not in it is refused.
 */
public final class MatchLifecycle {
    private MatchLifecycle() {}

    /** Where a match stands. */
    public enum State {
        NEW,
        NO_LICENCE,
        LICENSED,
        UNSURE,
        NOT_MINE,
        /** Part of a claim, which decides from here. */
        CLAIMED
    }

    /** What happens to a match. */
    public enum Event {
        SAY_NO_LICENCE,
        SAY_LICENSED,
        SAY_UNSURE,
        SAY_NOT_MINE,
        TAKE_BACK,
        SETTLE_NO_LICENCE,
        SETTLE_LICENSED,
        SETTLE_UNSURE,
        SETTLE_NOT_MINE,
        /** The licence, rule or memory that settled it no longer does. */
        CAUSE_GONE,
        /** The use is not what it was when it was decided, and is asked about again; the verdict stands until another is given. */
        USE_CHANGED,
        CLAIM
    }

    /** What must hold besides. */
    public enum Guard {
        ALWAYS,
        /** What stands was said by a person. */
        A_PERSONS,
        /** What stands was not said by a person. */
        NOT_A_PERSONS;

        boolean holds(Optional<By> by) {
            return switch (this) {
                case ALWAYS -> true;
                case A_PERSONS -> by.filter(By.PERSON::equals).isPresent();
                case NOT_A_PERSONS -> by.filter(By.PERSON::equals).isEmpty();
            };
        }
    }

    /** One line of the table. */
    public record Step(State from, Event event, State next, Guard guard) {}

    private static final List<Step> TABLE = List.of(
            step(State.NEW, Event.SAY_NO_LICENCE, State.NO_LICENCE),
            step(State.NEW, Event.SAY_LICENSED, State.LICENSED),
            step(State.NEW, Event.SAY_UNSURE, State.UNSURE),
            step(State.NEW, Event.SAY_NOT_MINE, State.NOT_MINE),
            step(State.NEW, Event.TAKE_BACK, State.NEW),
            step(State.NEW, Event.SETTLE_NO_LICENCE, State.NO_LICENCE),
            step(State.NEW, Event.SETTLE_LICENSED, State.LICENSED),
            step(State.NEW, Event.SETTLE_UNSURE, State.UNSURE),
            step(State.NEW, Event.SETTLE_NOT_MINE, State.NOT_MINE),
            //
            step(State.NO_LICENCE, Event.SAY_NO_LICENCE, State.NO_LICENCE),
            step(State.NO_LICENCE, Event.SAY_LICENSED, State.LICENSED),
            step(State.NO_LICENCE, Event.SAY_UNSURE, State.UNSURE),
            step(State.NO_LICENCE, Event.SAY_NOT_MINE, State.NOT_MINE),
            step(State.NO_LICENCE, Event.TAKE_BACK, State.NEW),
            settled(State.NO_LICENCE, Event.CAUSE_GONE, State.NEW),
            said(State.NO_LICENCE, Event.USE_CHANGED, State.NO_LICENCE),
            step(State.NO_LICENCE, Event.CLAIM, State.CLAIMED),
            //
            step(State.LICENSED, Event.SAY_NO_LICENCE, State.NO_LICENCE),
            step(State.LICENSED, Event.SAY_LICENSED, State.LICENSED),
            step(State.LICENSED, Event.SAY_UNSURE, State.UNSURE),
            step(State.LICENSED, Event.SAY_NOT_MINE, State.NOT_MINE),
            step(State.LICENSED, Event.TAKE_BACK, State.NEW),
            settled(State.LICENSED, Event.CAUSE_GONE, State.NEW),
            said(State.LICENSED, Event.USE_CHANGED, State.LICENSED),
            //
            step(State.UNSURE, Event.SAY_NO_LICENCE, State.NO_LICENCE),
            step(State.UNSURE, Event.SAY_LICENSED, State.LICENSED),
            step(State.UNSURE, Event.SAY_UNSURE, State.UNSURE),
            step(State.UNSURE, Event.SAY_NOT_MINE, State.NOT_MINE),
            step(State.UNSURE, Event.TAKE_BACK, State.NEW),
            settled(State.UNSURE, Event.CAUSE_GONE, State.NEW),
            said(State.UNSURE, Event.USE_CHANGED, State.UNSURE),
            step(State.UNSURE, Event.CLAIM, State.CLAIMED),
            //
            step(State.NOT_MINE, Event.SAY_NO_LICENCE, State.NO_LICENCE),
            step(State.NOT_MINE, Event.SAY_LICENSED, State.LICENSED),
            step(State.NOT_MINE, Event.SAY_UNSURE, State.UNSURE),
            step(State.NOT_MINE, Event.SAY_NOT_MINE, State.NOT_MINE),
            step(State.NOT_MINE, Event.TAKE_BACK, State.NEW),
            settled(State.NOT_MINE, Event.CAUSE_GONE, State.NEW));

    private static Step step(State from, Event event, State next) {
        return new Step(from, event, next, Guard.ALWAYS);
    }

    private static Step said(State from, Event event, State next) {
        return new Step(from, event, next, Guard.A_PERSONS);
    }

    private static Step settled(State from, Event event, State next) {
        return new Step(from, event, next, Guard.NOT_A_PERSONS);
    }

    /** The whole table. */
    public static List<Step> table() {
        return TABLE;
    }

    /** Where a match stands by its verdict. */
    public static State state(Optional<Verdict> verdict, boolean claimed) {
        return claimed
                ? State.CLAIMED
                : verdict.map(one -> State.valueOf(one.name())).orElse(State.NEW);
    }

    /** A person says this; nothing: takes back what stands. */
    public static Event said(Optional<Verdict> verdict) {
        return verdict.map(one -> Event.valueOf("SAY_" + one.name())).orElse(Event.TAKE_BACK);
    }

    /** Something other than a person decides this; nothing: no longer does. */
    public static Event settled(Optional<Verdict> verdict) {
        return verdict.map(one -> Event.valueOf("SETTLE_" + one.name())).orElse(Event.CAUSE_GONE);
    }

    /**
     * What follows.
     *
     * @param by who decided what stands
     * @return nothing where it may not happen
     */
    public static Optional<State> next(State state, Event event, Optional<By> by) {
        return TABLE.stream()
                .filter(step -> step.from == state && step.event == event)
                .filter(step -> step.guard.holds(by))
                .map(Step::next)
                .findFirst();
    }

    /** Where a match may stand for something to happen to it. */
    public static List<State> from(Event event) {
        return TABLE.stream()
                .filter(step -> step.event == event)
                .map(Step::from)
                .toList();
    }

    /** Whether a person may take back what stands. */
    public static boolean takesBack(State state) {
        return state != State.NEW
                && next(state, Event.TAKE_BACK, Optional.of(By.PERSON)).isPresent();
    }

    /** What a person may say of a match that stands there. */
    public static List<Verdict> sayable(State state) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> next(state, said(Optional.of(verdict)), Optional.of(By.PERSON))
                        .isPresent())
                .toList();
    }

    static void check(State state, Event event, Optional<By> by) {
        if (next(state, event, by).isEmpty()) {
            throw new Refused(
                    Refused.Kind.CONFLICT, "refused.lifecycle." + (state == State.CLAIMED ? "claimed" : "other"));
        }
    }
}
