package org.proofmark.portal.matching.compare;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.proofmark.engine.fingerprint.GlobalCode;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.Sighting;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.matching.Finding;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.MatchLifecycle;
import org.proofmark.portal.matching.Tier;
import org.proofmark.portal.matching.Worth;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of what is found, and of what waits to be compared. Everything here may be written twice. */
@Component
class FoundStore {
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

    private final JdbcClient sql;

    FoundStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** That an image shows a work. */
    record Known(HolderId holder, WorkId work, Match.Copy copy, Finding finding) {}

    /** What was found by the image itself is not replaced by what its small grey picture says. */
    void keep(Known known, GlobalCode code, Instant at) {
        sql.sql("""
                        insert into matching.finding (digest, work, holder, found, at, width, height, bytes, code, quality)
                        values (:digest, :work, :holder, cast(:found as jsonb), :at, :width, :height, :bytes, :code, :quality)
                        on conflict (digest, work) do update set found = excluded.found, width = excluded.width,
                            height = excluded.height, bytes = greatest(finding.bytes, excluded.bytes), code = excluded.code,
                            quality = excluded.quality
                        where excluded.bytes > 0 or finding.bytes = 0
                        """)
                .param("digest", known.copy().digest().bytes())
                .param("work", known.work().value())
                .param("holder", known.holder().value())
                .param("found", known.finding().json())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("width", known.copy().width())
                .param("height", known.copy().height())
                .param("bytes", known.copy().bytes())
                .param("code", bytes(code))
                .param("quality", code.quality())
                .update();
    }

    private static byte[] bytes(GlobalCode code) {
        return ByteBuffer.allocate(32)
                .putLong(code.bits0())
                .putLong(code.bits1())
                .putLong(code.bits2())
                .putLong(code.bits3())
                .array();
    }

    List<Known> of(Sha256 digest) {
        return sql.sql(
                        "select f.*, f.found::text as json from matching.finding f where f.digest = :digest order by f.work")
                .param("digest", digest.bytes())
                .query(FoundStore::known)
                .list();
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        return new Known(
                new HolderId(row.getObject("holder", UUID.class)),
                new WorkId(row.getObject("work", UUID.class)),
                new Match.Copy(
                        Sha256.from(row.getBytes("digest")),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getLong("bytes")),
                Finding.parse(row.getString("json")));
    }

    /** A match as it is made, or made anew. */
    record Made(
            Known known,
            String site,
            Tier tier,
            SiteFacts.Kind kind,
            Optional<String> country,
            String language,
            Optional<UUID> source,
            Worth worth,
            Instant lastSeen) {
        MatchId id() {
            return MatchId.of(known.work(), known.copy().digest(), site);
        }
    }

    /** Keeps a match as it is now; answers whether it was not there before. */
    boolean keep(Made made, Instant at) {
        return sql.sql("""
                        insert into matching.match (id, holder, work, digest, site, tier, score, share, copy_share, copy_width,
                            copy_height, copy_bytes, kind, country, language, source, words, worth_minor, currency, factors,
                            found_at, last_seen)
                        values (:id, :holder, :work, :digest, :site, :tier, :score, :share, :copyShare, :width, :height, :bytes,
                            :kind, :country, :language, :source, '', :worth, :currency, cast(:factors as jsonb), :at, :lastSeen)
                        on conflict (work, digest, site) do update set
                            tier = case when match.verdict is null then excluded.tier else match.tier end,
                            score = excluded.score, share = excluded.share, copy_share = excluded.copy_share,
                            copy_width = excluded.copy_width, copy_height = excluded.copy_height,
                            copy_bytes = greatest(match.copy_bytes, excluded.copy_bytes), kind = excluded.kind,
                            country = excluded.country, worth_minor = excluded.worth_minor, currency = excluded.currency,
                            factors = excluded.factors, last_seen = greatest(match.last_seen, excluded.last_seen)
                        returning xmax = 0 as fresh
                        """)
                .param("id", made.id().value())
                .param("holder", made.known().holder().value())
                .param("work", made.known().work().value())
                .param("digest", made.known().copy().digest().bytes())
                .param("site", made.site())
                .param("tier", made.tier().name())
                .param("score", made.known().finding().score())
                .param("share", made.known().finding().share())
                .param("copyShare", made.known().finding().copyShare())
                .param("width", made.known().copy().width())
                .param("height", made.known().copy().height())
                .param("bytes", made.known().copy().bytes())
                .param("kind", made.kind().name())
                .param("country", made.country().orElse(null), java.sql.Types.VARCHAR)
                .param("language", made.language().toLowerCase(Locale.ROOT))
                .param("source", made.source().orElse(null), java.sql.Types.OTHER)
                .param("worth", made.worth().value().minorUnits())
                .param("currency", made.worth().value().currency().getCurrencyCode())
                .param("factors", made.worth().json())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("lastSeen", made.lastSeen().atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getBoolean("fresh"))
                .single();
    }

    /** Writes a page down, or what it says now. */
    void keep(MatchId match, Sighting seen) {
        sql.sql("""
                        insert into matching.place (match, sighting, page, image, title, language, alt, caption, credit,
                            licence, context, first_seen, last_seen, gone)
                        values (:match, :sighting, :page, :image, :title, :language, :alt, :caption, :credit, :licence,
                            :context, :firstSeen, :lastSeen, :gone)
                        on conflict (match, sighting) do update set page = excluded.page, image = excluded.image,
                            title = excluded.title, language = excluded.language, alt = excluded.alt,
                            caption = excluded.caption, credit = excluded.credit, licence = excluded.licence,
                            context = excluded.context, last_seen = excluded.last_seen, gone = excluded.gone
                        """)
                .param("match", match.value())
                .param("sighting", seen.id())
                .param("page", seen.page())
                .param("image", seen.image())
                .param("title", seen.title())
                .param("language", seen.language())
                .param("alt", seen.alt())
                .param("caption", seen.caption())
                .param("credit", seen.credit())
                .param("licence", seen.licence())
                .param("context", seen.context())
                .param("firstSeen", seen.firstSeen().atOffset(ZoneOffset.UTC))
                .param("lastSeen", seen.lastSeen().atOffset(ZoneOffset.UTC))
                .param("gone", seen.gone())
                .update();
    }

    /** The sightings a match has its pages from. */
    List<Long> sightings(MatchId match) {
        return sql.sql("select sighting from matching.place where match = :match")
                .param("match", match.value())
                .query((row, number) -> row.getLong("sighting"))
                .list();
    }

    /**
     * After pages were written down: the words by which a match is searched for, and what is new about one that a person decided.
     *
     * @param name the work's
     * @param back whether it is there again
     */
    void tellNews(MatchId match, String name, boolean back) {
        sql.sql("""
                        update matching.match m set
                            words = %s,
                            gone = m.gone and not :back,
                            news = case
                                when not (%s) then m.news
                                when m.gone and :back then 'BACK'
                                when %s then 'COMMERCIAL'
                                when m.decided_places > 0
                                    and (select count(distinct p.page) from matching.place p where p.match = m.id and not p.gone)
                                    >= 2 * m.decided_places then 'PAGE'
                                else m.news end
                        where m.id = :id
                        """.formatted(WORDS, ASKABLE, SELLS.formatted("m.kind")))
                .param("name", name)
                .param("longest", LONGEST_WORDS)
                .param("back", back)
                .param("id", match.value())
                .update();
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
     * @return of how many something was otherwise, at most {@code most}
     */
    int know(SiteFacts facts, int most) {
        return sql.sql("""
                        with those as materialized (
                            select m.id from matching.match m
                            where m.site = :site and (m.kind, m.country) is distinct from (:kind, cast(:country as text))
                            order by m.id limit :most for update)
                        update matching.match m set kind = :kind, country = :country,
                            factors = matching.with_factor(m.factors, cast(:factor as jsonb)),
                            worth_minor = matching.worth(matching.with_factor(m.factors, cast(:factor as jsonb)), :largest),
                            news = case when %s and %s then 'COMMERCIAL' else m.news end, version = m.version + 1
                        from those where m.id = those.id
                        """.formatted(ASKABLE, SELLS.formatted("cast(:kind as text)")))
                .param("site", facts.name())
                .param("kind", facts.kind().name())
                .param("country", facts.country().orElse(null), java.sql.Types.VARCHAR)
                .param("factor", Worth.kind(facts.kind()).json())
                .param("largest", Money.LARGEST)
                .param("most", most)
                .update();
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

    /** Until when walks saw pages of matches, and which are gone; a match is where all its pages are. */
    void seen(List<Now> pages) {
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
        sql.sql("""
                        with those as materialized (
                            select m.id, p.last, p.gone from matching.match m cross join lateral (
                                select max(last_seen) as last, bool_and(gone) as gone from matching.place
                                where match = m.id and sighting = any (:sightings)) p
                            where m.id = any (:matches) and (m.gone, m.last_seen) is distinct from (p.gone, p.last)
                            order by m.id for update of m)
                        update matching.match m set last_seen = t.last, gone = t.gone,
                            news = case when m.gone and not t.gone and %s then 'BACK' else m.news end
                        from those t where m.id = t.id
                        """.formatted(ASKABLE))
                .param("matches", all(pages, now -> now.match().value(), UUID[]::new))
                .param("sightings", all(pages, now -> now.seen().id(), Long[]::new))
                .update();
    }

    /** A work that waits to be compared with all images met. */
    record Waiting(WorkId work, HolderId holder) {}

    void want(HolderId holder, Collection<WorkId> works, Instant at) {
        sql.sql("""
                        insert into matching.work_queue (work, holder, since)
                        select w, :holder, :at from unnest(:works) w on conflict (work) do nothing
                        """)
                .param("works", works.stream().map(WorkId::value).toArray(UUID[]::new))
                .param("holder", holder.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Waiting> waiting(int most) {
        return sql.sql("select work, holder from matching.work_queue order by since, work limit :most")
                .param("most", most)
                .query((row, number) -> new Waiting(
                        new WorkId(row.getObject("work", UUID.class)),
                        new HolderId(row.getObject("holder", UUID.class))))
                .list();
    }

    long waiting() {
        return sql.sql("select count(*) from matching.work_queue")
                .query(Long.class)
                .single();
    }

    void compared(WorkId work) {
        sql.sql("delete from matching.work_queue where work = :work")
                .param("work", work.value())
                .update();
    }

    /** Takes everything of works that are no more; what was said of their matches stays written. */
    void forget(HolderId holder, Collection<WorkId> works) {
        for (String table : List.of("match", "finding", "memory", "work_queue")) {
            sql.sql("delete from matching." + table + " where holder = :holder and work = any (:works)")
                    .param("holder", holder.value())
                    .param("works", works.stream().map(WorkId::value).toArray(UUID[]::new))
                    .update();
        }
    }
}
