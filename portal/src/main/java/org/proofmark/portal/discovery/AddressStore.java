package org.proofmark.portal.discovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.frontier.ChangeRate;
import org.proofmark.scout.frontier.Errand;
import org.proofmark.scout.frontier.Family;
import org.proofmark.scout.frontier.Hosts;
import org.proofmark.scout.frontier.Lead;
import org.proofmark.scout.frontier.Role;
import org.proofmark.scout.frontier.Urgency;
import org.proofmark.scout.frontier.Visit;
import org.proofmark.scout.url.Url;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of addresses, as a walk over one source uses it. */
@Component
class AddressStore {
    /** After so many rounds in which a server said an address is gone, it is visited no more. */
    private static final int GONE_FOR_GOOD = 3;

    private final JdbcClient sql;

    AddressStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Opens what is to be visited in a new round. */
    void open(SourceId source, Instant now, boolean everything) {
        sql.sql("""
            update discovery.address set open = true
            where source = :source and not open and not inline and missing < :gone
                and (:everything or due <= :now)
            """)
                .param("source", source.value())
                .param("gone", GONE_FOR_GOOD)
                .param("everything", everything)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Map<String, Integer> waiting(SourceId source) {
        Map<String, Integer> waiting = new HashMap<>();
        sql.sql("select host, count(*) as many from discovery.address where source = :source and open group by host")
                .param("source", source.value())
                .query(row -> {
                    waiting.put(row.getString("host"), row.getInt("many"));
                });
        return waiting;
    }

    /** What one server answers for: politeness is counted by it. */
    static String host(Url url) {
        return url.host() + ":" + url.port();
    }

    static java.util.UUID key(Url url) {
        return Keys.of(url.identity().toString());
    }

    /** Takes addresses in; answers the hosts of those that are now to be visited and were not before, each as often. */
    List<String> offer(SourceId source, Collection<Lead> leads, int round, Instant now) {
        if (leads.isEmpty()) {
            return List.of();
        }
        List<String> hosts = new ArrayList<>(insert(source, List.copyOf(leads), now));
        List<Lead> pages =
                leads.stream().filter(lead -> lead.role() != Role.IMAGE).toList();
        if (!pages.isEmpty()) {
            hosts.addAll(nearer(source, pages));
        }
        List<Lead> news = leads.stream().filter(Urgency::hurries).toList();
        if (!news.isEmpty()) {
            hurry(source, news, round);
        }
        List<Lead> dated =
                leads.stream().filter(lead -> lead.lastModified().isPresent()).toList();
        if (!dated.isEmpty()) {
            hosts.addAll(reopen(source, dated, round));
        }
        return hosts;
    }

    private List<String> insert(SourceId source, List<Lead> leads, Instant now) {
        return sql.sql("""
            insert into discovery.address (source, role, key, url, host, depth, urgency, referrer, family, open,
                due, first_seen)
            select :source, role, key, url, host, depth, urgency, referrer, family, true, 'epoch', :now
            from unnest(:roles, :keys, :urls, :hosts, :depths, :urgencies, :referrers, :families)
                as lead (role, key, url, host, depth, urgency, referrer, family)
            on conflict (source, role, key) do nothing returning host
            """)
                .param("source", source.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("roles", of(leads, lead -> lead.role().name()))
                .param("keys", leads.stream().map(lead -> key(lead.url())).toArray(java.util.UUID[]::new))
                .param("urls", of(leads, lead -> lead.url().toString()))
                .param("hosts", of(leads, lead -> host(lead.url())))
                .param("depths", leads.stream().map(Lead::depth).toArray(Integer[]::new))
                .param("urgencies", leads.stream().map(AddressStore::urgency).toArray(Integer[]::new))
                .param(
                        "referrers",
                        of(leads, lead -> lead.referrer().map(Url::toString).orElse(null)))
                .param(
                        "families",
                        leads.stream()
                                .map(lead -> lead.role() == Role.IMAGE ? Keys.of(Family.of(lead.url())) : null)
                                .toArray(java.util.UUID[]::new))
                .query((row, number) -> row.getString("host"))
                .list();
    }

    /** A shorter way to a page counts from now on; answers the hosts of those that were too far and are now to be visited. */
    private List<String> nearer(SourceId source, List<Lead> leads) {
        return sql.sql("""
            with nearer as (
                select a.id, min(lead.depth) as depth, not a.open and a.why = 'BUDGET' as reopened
                from unnest(:roles, :keys, :depths) as lead (role, key, depth)
                join discovery.address a on a.source = :source and a.role = lead.role and a.key = lead.key
                where a.depth > lead.depth group by a.id),
            moved as (
                update discovery.address a set depth = nearer.depth, open = a.open or nearer.reopened
                from nearer where a.id = nearer.id returning a.host, nearer.reopened)
            select host from moved where reopened
            """)
                .param("source", source.value())
                .param("roles", of(leads, lead -> lead.role().name()))
                .param("keys", leads.stream().map(lead -> key(lead.url())).toArray(java.util.UUID[]::new))
                .param("depths", leads.stream().map(Lead::depth).toArray(Integer[]::new))
                .query((row, number) -> row.getString("host"))
                .list();
    }

    private static Integer urgency(Lead lead) {
        return lead.urgency() + (lead.role() == Role.IMAGE && Family.namesSize(lead.url()) ? 1 : 0);
    }

    private static @Nullable String[] of(List<Lead> leads, Function<Lead, @Nullable String> part) {
        return leads.stream().map(part).toArray(String[]::new);
    }

    /** A page that waits already may be news: never seen, or changed since. */
    private void hurry(SourceId source, List<Lead> news, int round) {
        sql.sql("""
            update discovery.address a set urgency = lead.urgency
            from unnest(:roles, :keys, :urgencies, cast(:changed as timestamptz[]))
                as lead (role, key, urgency, changed)
            where a.source = :source and a.role = lead.role and a.key = lead.key and a.open
                and a.round < :round and a.urgency > lead.urgency and (a.visits = 0 or a.visited < lead.changed)
            """)
                .param("source", source.value())
                .param("round", round)
                .param("roles", of(news, lead -> lead.role().name()))
                .param("keys", news.stream().map(lead -> key(lead.url())).toArray(java.util.UUID[]::new))
                .param("urgencies", news.stream().map(Lead::urgency).toArray(Integer[]::new))
                .param("changed", of(news, AddressStore::changed))
                .update();
    }

    private static @Nullable String changed(Lead lead) {
        return lead.lastModified().map(Instant::toString).orElse(null);
    }

    private List<String> reopen(SourceId source, List<Lead> dated, int round) {
        return sql.sql("""
            update discovery.address a set open = true, urgency = lead.urgency
            from unnest(:roles, :keys, :urgencies, cast(:changed as timestamptz[]))
                as lead (role, key, urgency, changed)
            where a.source = :source and a.role = lead.role and a.key = lead.key and not a.open
                and a.round < :round and a.visited < lead.changed
            returning a.host
            """)
                .param("source", source.value())
                .param("round", round)
                .param("roles", of(dated, lead -> lead.role().name()))
                .param("keys", dated.stream().map(lead -> key(lead.url())).toArray(java.util.UUID[]::new))
                .param("urgencies", dated.stream().map(Lead::urgency).toArray(Integer[]::new))
                .param("changed", of(dated, AddressStore::changed))
                .query((row, number) -> row.getString("host"))
                .list();
    }

    /** The next addresses of a host. */
    List<Hosts.Ready> ahead(SourceId source, String scope, String host, int most) {
        return sql.sql("""
            select id, url, role, depth, referrer, urgency, case when missed < 2 then etag end as etag,
                case when missed < 2 then modified end as modified, case when missed < 2 then digest end as digest
            from discovery.address where source = :source and host = :host and open order by urgency, id limit :most
            """)
                .param("source", source.value())
                .param("host", host)
                .param("most", most)
                .query((row, number) -> new Hosts.Ready(errand(row, scope), row.getInt("urgency")))
                .list();
    }

    private static Errand errand(ResultSet row, String scope) throws SQLException {
        return new Errand(
                row.getLong("id"),
                Url.of(row.getString("url")),
                Role.valueOf(row.getString("role")),
                scope,
                row.getInt("depth"),
                Optional.ofNullable(row.getString("referrer")).flatMap(Url::parse),
                new Validators(
                        Optional.ofNullable(row.getString("etag")), Optional.ofNullable(row.getString("modified"))),
                Optional.ofNullable(row.getBytes("digest")).map(HexFormat.of()::formatHex));
    }

    /**
     * An address answered.
     *
     * @param second when to come again to what was seen once
     */
    void answered(Errand errand, Visit.Answer answer, int round, Instant second, Instant now) {
        boolean changed = errand.digest().isPresent() && !errand.digest().get().equals(answer.digest());
        sql.sql("""
            update discovery.address set open = false, round = :round,
                status = case :status when 304 then status else :status end, landed = :landed, etag = :etag,
                modified = :modified, digest = :digest, bytes = :bytes, visits = visits + 1,
                changes = changes + :changes, visited = :now, due = :due, missing = 0, missed = 0,
                urgency = :urgency
            where id = :id
            """)
                .param("round", round)
                .param("status", answer.status())
                .param("landed", answer.landed().toString())
                .param("etag", Texts.clean(answer.validators().etag().orElse(null)), Types.VARCHAR)
                .param(
                        "modified",
                        Texts.clean(answer.validators().lastModified().orElse(null)),
                        Types.VARCHAR)
                .param("digest", digest(answer.digest()), Types.BINARY)
                .param("bytes", answer.bytes())
                .param("changes", changed ? 1 : 0)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("due", due(errand, changed, second, now).atOffset(ZoneOffset.UTC))
                .param("urgency", Urgency.again(errand.role(), errand.url(), now))
                .param("id", errand.id())
                .update();
    }

    private static byte @Nullable [] digest(String hex) {
        return hex.isEmpty() ? null : HexFormat.of().parseHex(hex);
    }

    private Instant due(Errand errand, boolean changed, Instant second, Instant now) {
        return errand.digest().isEmpty()
                ? second
                : sql.sql("select visits, changes, first_seen from discovery.address where id = :id")
                        .param("id", errand.id())
                        .query((row, number) -> now.plus(ChangeRate.wait(
                                row.getInt("visits"),
                                row.getInt("changes") + (changed ? 1 : 0),
                                Duration.between(
                                        row.getObject("first_seen", OffsetDateTime.class)
                                                .toInstant(),
                                        now))))
                        .optional()
                        .orElse(second);
    }

    /** Says why of an address that answered nothing was seen; nothing takes back what was said. */
    void explain(Errand errand, Visit.@Nullable Why why, @Nullable String explanation) {
        sql.sql("update discovery.address set why = :why, explanation = :explanation where id = :id")
                .param("why", why == null ? null : why.name(), Types.VARCHAR)
                .param("explanation", Texts.clean(explanation), Types.VARCHAR)
                .param("id", errand.id())
                .update();
    }

    /** It is as it was: so a visit that saw nothing between is forgotten. Before it is said that it answered. */
    void found(Errand errand) {
        sql.sql("""
            update discovery.address set why = null, explanation = null, status = 200
            where id = :id and missed = 1
            """).param("id", errand.id()).update();
    }

    void missed(Errand errand, Visit.Missed missed, boolean gone, int round, Instant second, Instant now) {
        sql.sql("""
            update discovery.address set open = false, round = :round, status = :status, visited = :now,
                due = :due, missing = missing + :gone,
                missed = case when :gone = 1 or missed = 2 or missed = 0 and explanation is not null then 2 else 1 end,
                why = :why, explanation = :explanation, bytes = :bytes,
                urgency = coalesce(cast(:urgency as int), urgency)
            where id = :id
            """)
                .param("round", round)
                .param("status", missed.status())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("due", (gone ? now.plus(ChangeRate.AT_FIRST) : second).atOffset(ZoneOffset.UTC))
                .param(
                        "urgency",
                        missed.why().isUnasked() ? null : Urgency.again(errand.role(), errand.url(), now),
                        Types.INTEGER)
                .param("gone", gone ? 1 : 0)
                .param("bytes", missed.bytes())
                .param("why", missed.why().name())
                .param("explanation", Texts.clean(missed.explanation()), Types.VARCHAR)
                .param("id", errand.id())
                .update();
    }

    /** Every page, list and part that was ever asked for, and of pages what was there. */
    void asked(SourceId source, BiConsumer<Url, String> told) {
        sql.sql("""
            select url, case role when 'PAGE' then digest end as digest from discovery.address
            where source = :source and role <> 'IMAGE' and (visits > 0 or status > 0) order by id
            """).param("source", source.value()).query(row -> {
            byte @Nullable [] digest = row.getBytes("digest");
            told.accept(
                    Url.of(row.getString("url")),
                    digest == null ? "" : HexFormat.of().formatHex(digest));
        });
    }
}
