package org.proofmark.portal.catalogue.sites;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of imports. Questions of a holder's name the holder; the importer's do not. */
@Component
class SiteStore {
    private final JdbcClient sql;

    SiteStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Answers whether it is new, false if there is one of this id. */
    boolean insert(SiteImport site) {
        return sql.sql("""
                        insert into catalogue.site_import (id, holder, person, address, state, begun_at)
                        values (:id, :holder, :person, :address, :state, :begun) on conflict (id) do nothing
                        """)
                        .param("id", site.id().value())
                        .param("holder", site.holder().value())
                        .param("person", site.person().value())
                        .param("address", site.address())
                        .param("state", word(site.state()))
                        .param("begun", site.begun().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<SiteImport> find(HolderId holder, SiteImportId id) {
        return sql.sql("select * from catalogue.site_import where holder = :holder and id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(SiteStore::site)
                .optional();
    }

    Optional<SiteImport> find(SiteImportId id) {
        return sql.sql("select * from catalogue.site_import where id = :id")
                .param("id", id.value())
                .query(SiteStore::site)
                .optional();
    }

    List<SiteImport> latest(HolderId holder, int limit) {
        return sql.sql(
                        "select * from catalogue.site_import where holder = :holder order by begun_at desc, id limit :limit")
                .param("holder", holder.value())
                .param("limit", limit)
                .query(SiteStore::site)
                .list();
    }

    /** Those something is to be done for, the oldest first. */
    List<SiteImport> busy() {
        return sql.sql(
                        "select * from catalogue.site_import where state in ('looking', 'running') order by begun_at, id")
                .query(SiteStore::site)
                .list();
    }

    int busy(HolderId holder) {
        return sql.sql("""
                        select count(*) from catalogue.site_import
                        where holder = :holder and state in ('looking', 'running')
                        """).param("holder", holder.value()).query(Integer.class).single();
    }

    /** Goes from one state to the next; answers whether it was in the first. */
    boolean move(SiteImportId id, SiteImport.State from, SiteImport.State to, Instant now) {
        return sql.sql("""
                        update catalogue.site_import set state = :to,
                            declared_at = case when :to = 'running' then :now else declared_at end,
                            ended_at = case when :to in ('done', 'cancelled') then :now else ended_at end
                        where id = :id and state = :from
                        """)
                        .param("to", word(to))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id.value())
                        .param("from", word(from))
                        .update()
                == 1;
    }

    /** The site has more than is taken. */
    void cut(SiteImportId id) {
        sql.sql("update catalogue.site_import set cut = true where id = :id")
                .param("id", id.value())
                .update();
    }

    private static String word(SiteImport.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static SiteImport site(ResultSet row, int number) throws SQLException {
        return new SiteImport(
                new SiteImportId(row.getObject("id", UUID.class)),
                new HolderId(row.getObject("holder", UUID.class)),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("address"),
                SiteImport.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("declared_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getBoolean("cut"));
    }
}
