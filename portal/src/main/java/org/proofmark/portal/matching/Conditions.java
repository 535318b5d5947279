package org.proofmark.portal.matching;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.HolderId;

/** What is asked, as SQL over {@code matching.match m}: the one place, so that rows, sums and acts agree. */
final class Conditions {
    private final StringBuilder where = new StringBuilder("m.holder = :holder");
    private final Map<String, Object> values = new HashMap<>();

    private Conditions(HolderId holder) {
        values.put("holder", holder.value());
    }

    /**
     * Everything asked but the state.
     *
     * @param works those in the collection asked for, where one is
     */
    static Conditions ofAnyState(HolderId holder, Asked asked, Optional<Set<WorkId>> works) {
        Conditions all = new Conditions(holder);
        all.equal("site", asked.site());
        all.equal("work", asked.work().map(WorkId::value));
        works.ifPresent(some -> all.and("m.work = any (:works)", "works", ids(some)));
        all.equal("tier", asked.tier().map(Enum::name));
        all.equal("kind", asked.kind().map(Enum::name));
        all.equal("country", asked.country());
        asked.language()
                .ifPresent(language -> all.and(
                        "(m.language = :language or starts_with(m.language, :language || '-'))", "language", language));
        asked.minScore().ifPresent(score -> all.and("m.score >= :score", "score", score));
        asked.minShare().ifPresent(share -> all.and("m.share >= :share", "share", share));
        asked.since()
                .ifPresent(day -> all.and(
                        "m.found_at >= :since", "since", day.atStartOfDay().atOffset(ZoneOffset.UTC)));
        all.equal("source", asked.source());
        all.equal("decided_by", asked.by().map(Enum::name));
        all.words(asked.words());
        return all;
    }

    /** Everything asked. */
    static Conditions of(HolderId holder, Asked asked, Optional<Set<WorkId>> works) {
        Conditions all = ofAnyState(holder, asked, works);
        all.where.append(" and ").append(asked.state().condition());
        return all;
    }

    private void equal(String column, Optional<?> value) {
        value.ifPresent(one -> and("m." + column + " = :" + column, column, one));
    }

    private void and(String condition, String name, Object value) {
        where.append(" and ").append(condition);
        values.put(name, value);
    }

    private void words(String words) {
        String[] patterns = Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .map(word ->
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toArray(String[]::new);
        if (patterns.length > 0) {
            and("m.words like all (:patterns)", "patterns", patterns);
        }
    }

    private static java.util.UUID[] ids(Set<WorkId> works) {
        return works.stream().map(WorkId::value).toArray(java.util.UUID[]::new);
    }

    /** Adds one more. */
    Conditions also(String condition, Map<String, ?> more) {
        where.append(" and ").append(condition);
        values.putAll(more);
        return this;
    }

    String where() {
        return where.toString();
    }

    Map<String, Object> values() {
        return values;
    }
}
