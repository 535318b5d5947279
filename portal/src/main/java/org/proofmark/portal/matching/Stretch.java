package org.proofmark.portal.matching;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Some of what was asked for, in order, and the place after it where there is more. */
public record Stretch<T>(List<T> rows, Optional<Asked.Place> next) {
    public Stretch {
        rows = List.copyOf(rows);
    }

    /** Of one row more than wanted. */
    static <T> Stretch<T> of(List<T> rows, int limit, Function<T, Asked.Place> place) {
        return rows.size() <= limit
                ? new Stretch<>(rows, Optional.empty())
                : new Stretch<>(rows.subList(0, limit), Optional.of(place.apply(rows.get(limit - 1))));
    }

    /** The same places with other rows. */
    public <R> Stretch<R> map(Function<T, R> change) {
        return new Stretch<>(rows.stream().map(change).toList(), next);
    }
}
