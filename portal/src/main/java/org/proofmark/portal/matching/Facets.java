package org.proofmark.portal.matching;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.proofmark.portal.discovery.SiteFacts;

/**
 * How many matches there are of each mix of what they are filtered by most. Many counts come of one look: those of the states, and
 * what could be asked for besides.
 */
public final class Facets {
    private static final int MOST_CHOICES = 100;

    private final List<Facet> facets;

    Facets(List<Facet> facets) {
        this.facets = List.copyOf(facets);
    }

    /** Matches that do not differ in these. */
    record Facet(
            Asked.State state,
            Tier tier,
            SiteFacts.Kind kind,
            Optional<String> country,
            String language,
            Optional<By> by,
            long n) {
        /** As {@link Conditions} have it. */
        boolean fits(Asked asked) {
            return (asked.state() == Asked.State.ALL ? state != Asked.State.SAME_SCENE : state == asked.state())
                    && is(asked.tier(), tier)
                    && is(asked.kind(), kind)
                    && (asked.country().isEmpty() || asked.country().equals(country))
                    && (asked.by().isEmpty() || asked.by().equals(by))
                    && asked.language()
                            .map(one -> language.equals(one) || language.startsWith(one + "-"))
                            .orElse(true);
        }

        private static <T> boolean is(Optional<T> asked, T has) {
            return asked.isEmpty() || asked.get().equals(has);
        }
    }

    /** How many are asked for. */
    public long count(Asked asked) {
        return facets.stream()
                .filter(one -> one.fits(asked))
                .mapToLong(Facet::n)
                .sum();
    }

    /** How many there are of each state, under everything asked but the state. */
    public Tally.Counts counts(Asked asked) {
        Function<Asked.State, Long> of = state -> count(asked.with("state", state.word()));
        return new Tally.Counts(
                of.apply(Asked.State.OPEN),
                of.apply(Asked.State.NO_LICENCE),
                of.apply(Asked.State.UNSURE),
                of.apply(Asked.State.LICENSED),
                of.apply(Asked.State.NOT_MINE),
                of.apply(Asked.State.SAME_SCENE));
    }

    /** What could be asked for besides; each under everything asked but itself, the most first. */
    public Tally.Choices choices(Asked asked) {
        return new Tally.Choices(
                choices(asked.with("tier", ""), one -> Optional.of(one.tier)),
                choices(asked.with("kind", ""), one -> Optional.of(one.kind)),
                choices(asked.with("country", ""), Facet::country),
                languages(asked.with("language", "")),
                choices(asked.with("by", ""), Facet::by));
    }

    /** Who asks for a language gets it of all countries. */
    private Map<String, Long> languages(Asked asked) {
        Map<String, Long> counts = new LinkedHashMap<>();
        facets.stream()
                .filter(one -> one.fits(asked) && !one.language.isEmpty())
                .forEach(one -> counts.computeIfAbsent(one.language, tag -> count(asked.with("language", tag))));
        return most(counts);
    }

    private <T> Map<T, Long> choices(Asked asked, Function<Facet, Optional<T>> what) {
        Map<T, Long> counts = new LinkedHashMap<>();
        facets.stream()
                .filter(one -> one.fits(asked))
                .forEach(one -> what.apply(one).ifPresent(value -> counts.merge(value, one.n, Long::sum)));
        return most(counts);
    }

    private static <T> Map<T, Long> most(Map<T, Long> counts) {
        Map<T, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<T, Long>comparingByValue().reversed())
                .limit(MOST_CHOICES)
                .forEach(one -> sorted.put(one.getKey(), one.getValue()));
        return Collections.unmodifiableMap(sorted);
    }
}
