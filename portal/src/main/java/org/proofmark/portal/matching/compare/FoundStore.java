package org.proofmark.portal.matching.compare;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.engine.fingerprint.GlobalCode;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.Sighting;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.matching.Finding;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.Tier;
import org.proofmark.portal.matching.Worth;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of what is found, and of what waits to be compared. Everything here may be written twice. */
@Component
class FoundStore {
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

    /** Of each of these matches the page that was seen to show it first. */
    List<String> firstPages(Collection<MatchId> matches) {
        return sql.sql("""
                        select distinct p.page from unnest(:ids) m (id), lateral (
                            select page from matching.place where match = m.id order by sighting limit 1) p
                        """)
                .param("ids", matches.stream().map(MatchId::value).toArray(UUID[]::new))
                .query((row, number) -> row.getString("page"))
                .list();
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
