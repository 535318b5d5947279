package org.proofmark.portal.matching.compare;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.Sighting;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchLifecycle;
import org.proofmark.portal.matching.Worth;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The same tables, where what is there already is brought up to date: words, sites, prices, pages, and what is news of decided uses. */
@Component
class UpkeepStore {
    private static final int LONGEST_WORDS = 4_000;

    /** What pages and work say, by which a match is searched for. */
    private static final String WORDS = """
            left(lower(:name || ' ' || m.site || ' ' || coalesce((
                select string_agg(distinct p.title || ' ' || p.alt || ' ' || p.caption || ' ' || p.credit, ' ')
                from (select * from matching.place where match = m.id order by sighting limit 50) p), '')), :longest)
            """;

    /** A use that was decided on a private site, or let be as a private one, and is on one that sells. */
    private static final String SELLS =
            "%s = 'BUSINESS' and (m.decided_kind = 'PRIVATE' or m.reason = 'PRIVATE' and m.decided_kind <> 'BUSINESS')";

    /** Whether what a person decided may be asked about again, as the table of what may follow what has it. */
    private static final String ASKABLE =
            "m.decided_by is not distinct from 'PERSON' and not m.claimed and m.verdict in (%s)"
                    .formatted(MatchLifecycle.from(MatchLifecycle.Event.USE_CHANGED).stream()
                            .map(state -> "'" + state + "'")
                            .collect(Collectors.joining(", ")));

    /** Pages came: another address of a picture, or a page that moved, is none. */
    private static final String SPREAD = "m.decided_places > 0 and matching.pages(m.id, false) >= 2 * m.decided_places";

    /** What is new about a match from now on, where {@code t.now} is that and {@code t.news} what was. */
    private static final String TURN =
            "news = t.now, changed_at = case when (t.now is not null and t.now is distinct from t.news) then cast(:at as timestamptz)"
                    + " else m.changed_at end";

    private static final String TOLD =
            "returning m.holder, m.id, (t.now is not null and t.now is distinct from t.news) as turned";

    private final JdbcClient sql;

    UpkeepStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A match that was brought up to date.
     *
     * @param turned whether it is otherwise than a person decided, which was not known before
     */
    record Touched(HolderId holder, MatchId match, boolean turned) {
        private static Touched of(ResultSet row, int number) throws SQLException {
            return new Touched(
                    new HolderId(row.getObject("holder", UUID.class)),
                    new MatchId(row.getObject("id", UUID.class)),
                    row.getBoolean("turned"));
        }
    }

    /**
     * After pages were written down: what is new about matches that a person decided.
     *
     * @param back whether they are there again
     */
    List<Touched> spread(Collection<MatchId> matches, boolean back, Instant at) {
        return sql.sql("""
                        with those as materialized (
                            select m.id, m.news, case
                                when not (%s) then m.news
                                when m.gone and :back then 'BACK'
                                when %s then 'COMMERCIAL'
                                when %s then 'PAGE'
                                else m.news end as now
                            from matching.match m where m.id = any (:ids)
                            order by m.id for update)
                        update matching.match m set gone = m.gone and not :back, %s
                        from those t where m.id = t.id %s
                        """.formatted(ASKABLE, SELLS.formatted("m.kind"), SPREAD, TURN, TOLD))
                .param("ids", matches.stream().map(MatchId::value).toArray(UUID[]::new))
                .param("back", back)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Touched::of)
                .list();
    }

    /** The matches in whose likeness these were settled: their pages are pages of the same use. */
    List<MatchId> models(Collection<MatchId> matches) {
        return sql.sql("""
                        select distinct m.id from matching.match f join matching.match m on m.id = f.decided_ref
                        where f.id = any (:ids) and f.decided_by = 'MEMORY'
                        """)
                .param("ids", matches.stream().map(MatchId::value).toArray(UUID[]::new))
                .query((row, number) -> new MatchId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Brings words up to what pages say by now. */
    void words(MatchId match, String name) {
        sql.sql("update matching.match m set words = " + WORDS + " where m.id = :id")
                .param("name", name)
                .param("longest", LONGEST_WORDS)
                .param("id", match.value())
                .update();
    }

    /**
     * Brings matches up to what is known of their site: kind, country, and what they are worth by it. Where a use that a person
     * decided as a private one turns out to sell, that is news.
     *
     * @return those of which something was otherwise, at most {@code most}
     */
    List<Touched> know(SiteFacts facts, int most, Instant at) {
        return sql.sql("""
                        with those as materialized (
                            select m.id, m.news, case when %s and %s then 'COMMERCIAL' else m.news end as now
                            from matching.match m
                            where m.site = :site and (m.kind, m.country) is distinct from (:kind, cast(:country as text))
                            order by m.id limit :most for update)
                        update matching.match m set kind = :kind, country = :country,
                            factors = matching.with_factor(m.factors, cast(:factor as jsonb)),
                            worth_minor = matching.worth(matching.with_factor(m.factors, cast(:factor as jsonb)), :largest),
                            version = m.version + 1, %s
                        from those t where m.id = t.id %s
                        """.formatted(ASKABLE, SELLS.formatted("cast(:kind as text)"), TURN, TOLD))
                .param("site", facts.name())
                .param("kind", facts.kind().name())
                .param("country", facts.country().orElse(null), java.sql.Types.VARCHAR)
                .param("factor", Worth.kind(facts.kind()).json())
                .param("largest", Money.LARGEST)
                .param("most", most)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Touched::of)
                .list();
    }

    /**
     * Reckons a holder's open matches from another price.
     *
     * @return how many were reckoned from another, at most {@code most}
     */
    int reckon(HolderId holder, Worth.Basis basis, int most) {
        return sql.sql("""
                        with those as materialized (
                            select m.id from matching.match m
                            where m.holder = :holder and (m.verdict is null or m.news is not null)
                                and (m.currency <> :currency or m.factors -> 0 <> cast(:factor as jsonb))
                            order by m.id limit :most for update)
                        update matching.match m set currency = :currency,
                            factors = matching.with_factor(m.factors, cast(:factor as jsonb)),
                            worth_minor = matching.worth(matching.with_factor(m.factors, cast(:factor as jsonb)), :largest),
                            version = m.version + 1
                        from those where m.id = those.id
                        """)
                .param("holder", holder.value())
                .param("currency", basis.price().currency().getCurrencyCode())
                .param("factor", Worth.basis(basis).json())
                .param("largest", Money.LARGEST)
                .param("most", most)
                .update();
    }

    /** Pages of matches, for asking whether they are still there, and the image they showed: after one, in order. */
    record Watched(MatchId match, WorkId work, Sha256 digest, long sighting) {}

    List<Watched> watched(Optional<MatchId> after, int most) {
        return sql.sql("""
                        select m.id, m.work, m.digest, p.sighting from (select * from matching.match
                            where cast(:after as uuid) is null or id > cast(:after as uuid) order by id limit :most) m
                        join matching.place p on p.match = m.id order by m.id, p.sighting
                        """)
                .param("after", after.map(MatchId::value).orElse(null), java.sql.Types.OTHER)
                .param("most", most)
                .query((row, number) -> new Watched(
                        new MatchId(row.getObject("id", UUID.class)),
                        new WorkId(row.getObject("work", UUID.class)),
                        Sha256.from(row.getBytes("digest")),
                        row.getLong("sighting")))
                .list();
    }

    /** A page of a match as it is now; of one that shows another image by now, only that it is gone. */
    record Now(MatchId match, Sighting seen, boolean gone) {
        /** @param digest the image that the match is about */
        static Now of(MatchId match, Sighting seen, Sha256 digest) {
            return new Now(match, seen, seen.gone() || !seen.digest().equals(digest));
        }
    }

    /** Brings pages up to what they say by now; answers the matches of which words are otherwise. */
    Set<MatchId> reread(List<Now> pages) {
        return new HashSet<>(sql.sql("""
                        update matching.place p set title = s.title, language = s.language, alt = s.alt, caption = s.caption,
                            credit = s.credit, licence = s.licence, context = s.context
                        from unnest(:matches, :sightings, :titles, :languages, :alts, :captions, :credits, :licences, :contexts)
                            s (match, sighting, title, language, alt, caption, credit, licence, context)
                        where p.match = s.match and p.sighting = s.sighting
                            and (p.title, p.language, p.alt, p.caption, p.credit, p.licence, p.context)
                                is distinct from (s.title, s.language, s.alt, s.caption, s.credit, s.licence, s.context)
                        returning p.match
                        """)
                .param("matches", all(pages, now -> now.match().value(), UUID[]::new))
                .param("sightings", all(pages, now -> now.seen().id(), Long[]::new))
                .param("titles", all(pages, now -> now.seen().title(), String[]::new))
                .param("languages", all(pages, now -> now.seen().language(), String[]::new))
                .param("alts", all(pages, now -> now.seen().alt(), String[]::new))
                .param("captions", all(pages, now -> now.seen().caption(), String[]::new))
                .param("credits", all(pages, now -> now.seen().credit(), String[]::new))
                .param("licences", all(pages, now -> now.seen().licence(), String[]::new))
                .param("contexts", all(pages, now -> now.seen().context(), String[]::new))
                .query((row, number) -> new MatchId(row.getObject("match", UUID.class)))
                .list());
    }

    private static <T> T[] all(List<Now> pages, Function<Now, T> part, IntFunction<T[]> array) {
        return pages.stream().map(part).toArray(array);
    }

    /**
     * Until when walks saw pages of matches, and which are gone; a match is where all its pages are.
     *
     * @return those of which something was otherwise
     */
    List<Touched> seen(List<Now> pages, Instant at) {
        sql.sql("""
                        update matching.place p set last_seen = cast(s.last as timestamptz), gone = s.gone
                        from unnest(:matches, :sightings, :lasts, :gones) s (match, sighting, last, gone)
                        where p.match = s.match and p.sighting = s.sighting
                            and (p.last_seen, p.gone) is distinct from (cast(s.last as timestamptz), s.gone)
                        """)
                .param("matches", all(pages, now -> now.match().value(), UUID[]::new))
                .param("sightings", all(pages, now -> now.seen().id(), Long[]::new))
                .param("lasts", all(pages, now -> now.seen().lastSeen().toString(), String[]::new))
                .param("gones", all(pages, Now::gone, Boolean[]::new))
                .update();
        return sql.sql("""
                        with those as materialized (
                            select m.id, m.news, p.last, p.gone,
                                case when m.gone and not p.gone and %s then 'BACK' else m.news end as now
                            from matching.match m cross join lateral (
                                select max(last_seen) as last, bool_and(gone) as gone from matching.place
                                where match = m.id and sighting = any (:sightings)) p
                            where m.id = any (:matches) and (m.gone, m.last_seen) is distinct from (p.gone, p.last)
                            order by m.id for update of m)
                        update matching.match m set last_seen = t.last, gone = t.gone, %s
                        from those t where m.id = t.id %s
                        """.formatted(ASKABLE, TURN, TOLD))
                .param("matches", all(pages, now -> now.match().value(), UUID[]::new))
                .param("sightings", all(pages, now -> now.seen().id(), Long[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Touched::of)
                .list();
    }
}
