package org.proofmark.portal.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Money;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Matches for those who are told of them: however many there are, few of them are in memory at once. */
@Component
@Transactional(readOnly = true)
public class MatchReader {
    private static final int CHUNK = 500;

    private final JdbcClient sql;
    private final TallyStore tally;
    private final Holdings holdings;

    MatchReader(JdbcClient sql, TallyStore tally, Holdings holdings) {
        this.sql = sql;
        this.tally = tally;
        this.holdings = holdings;
    }

    /** Hands over all that is asked for, in the order asked. */
    public void each(HolderId holder, Asked asked, Consumer<MatchRow> taker) {
        walk(holder, conditions(holder, asked), asked.sort(), Integer.MAX_VALUE, taker);
    }

    /** The first of what is asked for. */
    public List<MatchRow> first(HolderId holder, Asked asked, int most) {
        List<MatchRow> rows = new ArrayList<>();
        walk(holder, conditions(holder, asked), asked.sort(), most, rows::add);
        return rows;
    }

    /** How many are asked for. */
    public long count(HolderId holder, Asked asked) {
        return tally.count(conditions(holder, asked));
    }

    /** Those of these that are the holder's, other scenes left out. */
    public List<MatchRow> of(HolderId holder, Collection<MatchId> ids) {
        List<MatchRow> rows = new ArrayList<>();
        UUID[] some = ids.stream().map(MatchId::value).toArray(UUID[]::new);
        Conditions those = Conditions.of(holder, Asked.of(Map.of("state", "all")), Optional.empty())
                .also("m.id = any (:ids)", Map.of("ids", some));
        walk(holder, those, Asked.Sort.WORTH, some.length, rows::add);
        return rows;
    }

    private Conditions conditions(HolderId holder, Asked asked) {
        Optional<Set<WorkId>> works = asked.collection().map(one -> holdings.within(holder, one));
        return Conditions.of(holder, asked, works);
    }

    private void walk(HolderId holder, Conditions asked, Asked.Sort sort, int most, Consumer<MatchRow> taker) {
        List<MatchRow> chunk = new ArrayList<>(CHUNK);
        sql.sql("""
                        select m.*, p.page, p.image, p.title, p.alt, p.credit, p.first_seen,
                            (select count(distinct n.page) from matching.place n where n.match = m.id) as pages
                        from (select m.* from matching.match m where %1$s order by %2$s desc, m.id desc limit :most) m
                        left join lateral (select * from matching.place p where p.match = m.id
                            order by p.first_seen, p.sighting limit 1) p on true
                        order by %2$s desc, m.id desc
                        """.formatted(asked.where(), sort.order()))
                .params(asked.values())
                .param("most", most)
                .withFetchSize(CHUNK)
                .query(row -> {
                    chunk.add(row(row));
                    if (chunk.size() == CHUNK) {
                        handOver(holder, chunk, taker);
                    }
                });
        handOver(holder, chunk, taker);
    }

    private void handOver(HolderId holder, List<MatchRow> chunk, Consumer<MatchRow> taker) {
        Map<WorkId, Holdings.Brief> works = holdings.works(
                holder, chunk.stream().map(MatchRow::work).distinct().toList());
        for (MatchRow row : chunk) {
            Holdings.Brief work = works.get(row.work());
            taker.accept(row.named(work == null ? "" : work.name()));
        }
        chunk.clear();
    }

    private static MatchRow row(ResultSet row) throws SQLException {
        return new MatchRow(
                new MatchId(row.getObject("id", UUID.class)),
                new WorkId(row.getObject("work", UUID.class)),
                "",
                row.getString("site"),
                Tier.valueOf(row.getString("tier")),
                row.getDouble("score"),
                row.getDouble("share"),
                row.getDouble("copy_share"),
                Sha256.from(row.getBytes("digest")),
                row.getInt("copy_width"),
                row.getInt("copy_height"),
                row.getLong("copy_bytes"),
                SiteFacts.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("country")),
                row.getString("language"),
                new Money(Money.currency(row.getString("currency")), row.getLong("worth_minor")),
                moment(row, "found_at").orElseThrow(),
                row.getBoolean("gone"),
                Optional.ofNullable(row.getString("verdict")).map(Verdict::valueOf),
                Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
                Optional.ofNullable(row.getString("decided_by")).map(By::valueOf),
                moment(row, "decided_at"),
                Optional.ofNullable(row.getString("news")).map(News::valueOf),
                moment(row, "changed_at"),
                row.getLong("pages"),
                text(row, "page"),
                text(row, "image"),
                text(row, "title"),
                text(row, "alt"),
                text(row, "credit"),
                moment(row, "first_seen"),
                moment(row, "last_seen").orElseThrow(),
                Worth.factors(row.getString("factors")));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
