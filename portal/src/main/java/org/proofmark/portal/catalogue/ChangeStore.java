package org.proofmark.portal.catalogue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of changes to many works, and of what stood there before. */
@Component
class ChangeStore {
    private final JdbcClient sql;

    ChangeStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Writes a change; answers whether it is new, false if there is one of that name.
     *
     * @param asked of what is to be changed
     */
    boolean insert(ChangeId id, HolderId holder, Sha256 asked, Instant now) {
        return sql.sql("""
            insert into catalogue.change (id, holder, asked, made_at) values (:id, :holder, :asked, :now)
            on conflict do nothing
            """)
                        .param("asked", asked.bytes())
                        .param("id", id.value())
                        .param("holder", holder.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean isOf(ChangeId id, HolderId holder) {
        return sql.sql("select exists (select 1 from catalogue.change where id = :id and holder = :holder)")
                .param("id", id.value())
                .param("holder", holder.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether the same was asked for; of a change made before that was kept, it is not known to be another. */
    boolean isOf(ChangeId id, Sha256 asked) {
        return sql.sql("select coalesce(asked = :asked, true) from catalogue.change where id = :id")
                .param("id", id.value())
                .param("asked", asked.bytes())
                .query(Boolean.class)
                .single();
    }

    /** Whether some of the holder's works are not of a change. */
    boolean leftOut(ChangeId id, HolderId holder, Collection<WorkId> works) {
        return sql.sql("""
            select exists (select 1 from catalogue.work w where w.holder = :holder and w.id = any (:works)
                and not exists (select 1 from catalogue.changed_work c where c.change = :id and c.work = w.id))
            """)
                .param("id", id.value())
                .param("holder", holder.value())
                .param("works", WorkStore.ids(works))
                .query(Boolean.class)
                .single();
    }

    /** Keeps what stands on the holder's works that are about to change, each by one version. */
    void keep(ChangeId id, HolderId holder, Collection<WorkId> works) {
        sql.sql("""
            insert into catalogue.changed_work (change, work, version, title, caption, creator, credit, copyright,
                keywords, tags, category, first_published, first_published_at)
            select :id, w.id, w.version + 1, w.title, w.caption, w.creator, w.credit, w.copyright, w.keywords,
                w.tags, w.category, w.first_published, w.first_published_at
            from catalogue.work w where w.holder = :holder and w.id = any (:works)
            """)
                .param("id", id.value())
                .param("holder", holder.value())
                .param("works", WorkStore.ids(works))
                .update();
    }

    /** Keeps which of the holder's works are not in a collection yet. */
    void keep(ChangeId id, HolderId holder, CollectionId collection, Collection<WorkId> works) {
        sql.sql("""
            insert into catalogue.changed_collected (change, collection, work)
            select :id, k.id, w.id from catalogue.collection k join catalogue.work w on w.holder = k.holder
            where k.holder = :holder and k.id = :collection and w.id = any (:works)
                and not exists (select 1 from catalogue.collected c where c.collection = k.id and c.work = w.id)
            """)
                .param("id", id.value())
                .param("holder", holder.value())
                .param("collection", collection.value())
                .param("works", WorkStore.ids(works))
                .update();
    }

    /** Marks a change that was made since a moment as taken back; answers whether there was one to take back. */
    boolean takeBack(ChangeId id, HolderId holder, Instant since) {
        return sql.sql("""
            update catalogue.change set taken_back = true
            where id = :id and holder = :holder and not taken_back and made_at >= :since
            """)
                        .param("id", id.value())
                        .param("holder", holder.value())
                        .param("since", since.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The works that a change concerned and that are still there, in the order in which works are always taken. */
    List<WorkId> works(ChangeId id) {
        return sql.sql("select work from catalogue.changed_work where change = :id order by work")
                .param("id", id.value())
                .query((row, number) -> new WorkId(row.getObject("work", UUID.class)))
                .list();
    }

    /** Puts back what stood on some of a change's works, where nobody has changed them since; answers which. */
    List<WorkId> restore(ChangeId id, HolderId holder, Collection<WorkId> works) {
        return sql.sql("""
            update catalogue.work w set title = b.title, caption = b.caption, creator = b.creator, credit = b.credit,
                copyright = b.copyright, keywords = b.keywords, tags = b.tags, first_published = b.first_published,
                first_published_at = b.first_published_at, version = w.version + 1,
                category = (select c.code from catalogue.category c where c.code = b.category)
            from catalogue.changed_work b
            where b.change = :id and b.work = w.id and w.holder = :holder and w.version = b.version
                and w.id = any (:works)
            returning w.id
            """)
                .param("id", id.value())
                .param("holder", holder.value())
                .param("works", WorkStore.ids(works))
                .query((row, number) -> new WorkId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Works are as the change before this one left them, though of another version: that one can be taken back too. */
    void asBefore(ChangeId id, Collection<WorkId> restored) {
        sql.sql("""
            update catalogue.changed_work earlier set version = w.version
            from catalogue.changed_work this join catalogue.work w on w.id = this.work
            where this.change = :id and this.work = any (:works) and earlier.work = this.work
                and earlier.change <> this.change and earlier.version = this.version - 1
            """)
                .param("id", id.value())
                .param("works", WorkStore.ids(restored))
                .update();
    }

    /** Takes out of collections what a change put in; answers how many works. */
    int takeOut(ChangeId id) {
        return sql.sql("""
            with gone as (
                delete from catalogue.collected c using catalogue.changed_collected b
                where b.change = :id and c.collection = b.collection and c.work = b.work returning c.work)
            select count(distinct work) from gone
            """).param("id", id.value()).query(Integer.class).single();
    }

    /** Forgets changes made before a moment, with what stood there. */
    void forget(Instant before) {
        sql.sql("delete from catalogue.change where made_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
