package org.proofmark.portal.matching;

import java.time.ZoneOffset;
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

    /** Whether the sums over all sites have all columns that are asked about, and whether those of each site do. */
    private boolean summed = true;

    private boolean summedBySite = true;

    private Conditions(HolderId holder) {
        values.put("holder", holder.value());
    }

    /**
     * What is asked but for that which {@link Facets} tell apart.
     *
     * @param works those in the collection asked for, where one is
     */
    static Conditions butFacets(HolderId holder, Asked asked, Optional<Set<WorkId>> works) {
        Conditions all = new Conditions(holder);
        all.equal("site", asked.site());
        asked.work().ifPresent(work -> all.also("m.work = :work", Map.of("work", work.value())));
        works.ifPresent(some -> all.also("m.work = any (:works)", Map.of("works", ids(some))));
        asked.minScore().ifPresent(score -> all.also("m.score >= :score", Map.of("score", score)));
        asked.minShare().ifPresent(all::share);
        asked.since()
                .ifPresent(day -> all.also(
                        "m.found_at >= :since",
                        Map.of("since", day.atStartOfDay().atOffset(ZoneOffset.UTC))));
        asked.source().ifPresent(source -> all.also("m.source = :source", Map.of("source", source)));
        all.words(asked.words());
        return all;
    }

    /** Everything asked. */
    static Conditions of(HolderId holder, Asked asked, Optional<Set<WorkId>> works) {
        Conditions all = butFacets(holder, asked, works);
        all.equal("tier", asked.tier().map(Enum::name));
        all.equal("kind", asked.kind().map(Enum::name));
        all.equal("country", asked.country());
        asked.language()
                .ifPresent(language -> all.and(
                        "(m.language = :language or starts_with(m.language, :language || '-'))", "language", language));
        all.equal("decided_by", asked.by().map(Enum::name));
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

    private void share(double least) {
        and("m.share >= :share", "share", least);
        summed &= Asked.SHARES.contains(least);
        summedBySite = false;
    }

    private void words(String words) {
        int number = 0;
        for (String word : words.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (!word.isEmpty()) {
                String name = "word" + number++;
                String pattern =
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
                also("m.words like :" + name, Map.of(name, pattern));
            }
        }
    }

    private static java.util.UUID[] ids(Set<WorkId> works) {
        return works.stream().map(WorkId::value).toArray(java.util.UUID[]::new);
    }

    /** Adds one more, about single matches. */
    Conditions also(String condition, Map<String, ?> more) {
        summed = false;
        summedBySite = false;
        where.append(" and ").append(condition);
        values.putAll(more);
        return this;
    }

    /** What is summed over, as {@code m}: each row has {@code n} matches that are worth {@code worth_minor}. */
    String sums() {
        return summed && !values.containsKey("site") ? "(select * from matching.tally where site = '')" : sumsOfSites();
    }

    /** The same, where sites are told apart. */
    String sumsOfSites() {
        return summedBySite ? "(select * from matching.tally where site <> '')" : matches();
    }

    /** The same, match by match. */
    static String matches() {
        return "(select *, 1::bigint as n from matching.match)";
    }

    String where() {
        return where.toString();
    }

    Map<String, Object> values() {
        return values;
    }
}
