package org.proofmark.portal.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of collections. Every question names the holder. */
@Component
class CollectionStore {
    private static final String COLLECTION = """
        select k.*, (select count(*) from catalogue.collected c where c.collection = k.id) as works
        from catalogue.collection k where k.holder = :holder
        """;

    private final JdbcClient sql;

    CollectionStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** All, those that stand in none first, each group in its order. */
    List<Collection> all(HolderId holder) {
        return sql.sql(COLLECTION + " order by k.parent is not null, k.position, lower(k.name), k.id")
                .param("holder", holder.value())
                .query(CollectionStore::collection)
                .list();
    }

    /** Some of them in the same order, after one. */
    List<Collection> some(HolderId holder, Optional<CollectionId> after, int limit) {
        return sql.sql(COLLECTION + """
                            and (cast(:after as uuid) is null or (k.parent is not null, k.position, lower(k.name), k.id) >
                                (select a.parent is not null, a.position, lower(a.name), a.id
                                from catalogue.collection a where a.holder = :holder and a.id = :after))
                        order by k.parent is not null, k.position, lower(k.name), k.id limit :limit
                        """)
                .param("holder", holder.value())
                .param("after", after.map(CollectionId::value).orElse(null), java.sql.Types.OTHER)
                .param("limit", limit)
                .query(CollectionStore::collection)
                .list();
    }

    /** Names alone, of one within another after that one's name; what is in them is not counted. */
    Map<CollectionId, String> names(HolderId holder) {
        Map<CollectionId, String> names = new LinkedHashMap<>();
        sql.sql("""
            select k.id, coalesce(p.name || ' / ', '') || k.name as name
            from catalogue.collection k left join catalogue.collection p on p.id = k.parent
            where k.holder = :holder order by lower(coalesce(p.name, k.name)), p.id is not null, lower(k.name)
            """).param("holder", holder.value()).query(row -> {
            names.put(new CollectionId(row.getObject("id", UUID.class)), row.getString("name"));
        });
        return names;
    }

    Optional<Collection> find(HolderId holder, CollectionId id) {
        return sql.sql(COLLECTION + " and k.id = :id")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(CollectionStore::collection)
                .optional();
    }

    /** Writes a collection at the end of its neighbours; answers whether it is new, false if there is one of that id. */
    boolean insert(HolderId holder, Collection made) {
        return sql.sql("""
            insert into catalogue.collection (id, holder, parent, name, position)
            select :id, :holder, :parent, :name, coalesce(max(position) + 1, 0)
            from catalogue.collection where holder = :holder and parent is not distinct from :parent
            on conflict (id) do nothing
            """)
                        .param("id", made.id().value())
                        .param("holder", holder.value())
                        .param("parent", made.parent().map(CollectionId::value).orElse(null), java.sql.Types.OTHER)
                        .param("name", made.name())
                        .update()
                == 1;
    }

    /** Changes name and place; answers whether it was, false if someone else changed it meanwhile. */
    boolean update(HolderId holder, Collection changed, int version) {
        return sql.sql("""
            update catalogue.collection set name = :name, parent = :parent, position = :position,
                version = version + 1
            where holder = :holder and id = :id and version = :version
            """)
                        .param("name", changed.name())
                        .param(
                                "parent",
                                changed.parent().map(CollectionId::value).orElse(null),
                                java.sql.Types.OTHER)
                        .param("position", changed.position())
                        .param("holder", holder.value())
                        .param("id", changed.id().value())
                        .param("version", version)
                        .update()
                == 1;
    }

    void delete(HolderId holder, CollectionId id) {
        sql.sql("""
            with gone as (select id from catalogue.collection
                          where holder = :holder and (id = :id or parent = :id))
            delete from catalogue.collection where id in (select id from gone)
            """).param("holder", holder.value()).param("id", id.value()).update();
    }

    /** Puts works at the end; those that are in it already stay where they are. Only the holder's own works go in. */
    int add(HolderId holder, CollectionId id, java.util.Collection<WorkId> works) {
        return sql.sql("""
            insert into catalogue.collected (collection, work, position)
            select k.id, w.id,
                   coalesce((select max(position) from catalogue.collected where collection = k.id), 0)
                   + row_number() over (order by w.shown_at desc, w.id desc)
            from catalogue.collection k join catalogue.work w on w.holder = k.holder
            where k.holder = :holder and k.id = :id and w.id = any (:works)
            on conflict do nothing
            """)
                .param("holder", holder.value())
                .param("id", id.value())
                .param("works", WorkStore.ids(works))
                .update();
    }

    int remove(HolderId holder, CollectionId id, java.util.Collection<WorkId> works) {
        return sql.sql("""
            delete from catalogue.collected c using catalogue.collection k
            where k.id = c.collection and k.holder = :holder and k.id = :id and c.work = any (:works)
            """)
                .param("holder", holder.value())
                .param("id", id.value())
                .param("works", WorkStore.ids(works))
                .update();
    }

    List<Collection> of(HolderId holder, WorkId work) {
        return sql.sql(COLLECTION + """
                and exists (select 1 from catalogue.collected c where c.collection = k.id and c.work = :work)
            order by lower(k.name)
            """)
                .param("holder", holder.value())
                .param("work", work.value())
                .query(CollectionStore::collection)
                .list();
    }

    /** The first works of a collection, for its cover. */
    List<WorkId> cover(HolderId holder, CollectionId id, int works) {
        return sql.sql("""
            select c.work from catalogue.collected c join catalogue.collection k on k.id = c.collection
            where k.holder = :holder and (k.id = :id or k.parent = :id) order by c.position limit :works
            """)
                .param("holder", holder.value())
                .param("id", id.value())
                .param("works", works)
                .query((row, number) -> new WorkId(row.getObject("work", UUID.class)))
                .list();
    }

    /** The works in a collection itself, in their order. */
    List<WorkId> works(HolderId holder, CollectionId id) {
        return sql.sql("""
            select c.work from catalogue.collected c join catalogue.collection k on k.id = c.collection
            where k.holder = :holder and k.id = :id order by c.position, c.work
            """)
                .param("holder", holder.value())
                .param("id", id.value())
                .query((row, number) -> new WorkId(row.getObject("work", UUID.class)))
                .list();
    }

    /** Keeps others from putting works in order meanwhile. */
    void lock(HolderId holder, CollectionId id) {
        sql.sql("select id from catalogue.collection where holder = :holder and id = :id for no key update")
                .param("holder", holder.value())
                .param("id", id.value())
                .query(UUID.class)
                .optional();
    }

    /** Puts the works of a collection in this order; only places that change are written. */
    void order(HolderId holder, CollectionId id, List<WorkId> works) {
        sql.sql("""
            update catalogue.collected c set position = o.place
            from catalogue.collection k, unnest(:works) with ordinality as o (work, place)
            where k.holder = :holder and k.id = :id and c.collection = k.id and c.work = o.work
                and c.position <> o.place
            """)
                .param("holder", holder.value())
                .param("id", id.value())
                .param("works", WorkStore.ids(works))
                .update();
    }

    /** Some of them in the same order, after one. */
    List<WorkId> works(HolderId holder, CollectionId id, Optional<WorkId> after, int limit) {
        return sql.sql("""
                        select c.work from catalogue.collected c join catalogue.collection k on k.id = c.collection
                        where k.holder = :holder and k.id = :id
                            and (cast(:after as uuid) is null or (c.position, c.work) >
                                (select a.position, a.work from catalogue.collected a
                                where a.collection = k.id and a.work = :after))
                        order by c.position, c.work limit :limit
                        """)
                .param("holder", holder.value())
                .param("id", id.value())
                .param("after", after.map(WorkId::value).orElse(null), java.sql.Types.OTHER)
                .param("limit", limit)
                .query((row, number) -> new WorkId(row.getObject("work", UUID.class)))
                .list();
    }

    private static Collection collection(ResultSet row, int number) throws SQLException {
        return new Collection(
                new CollectionId(row.getObject("id", UUID.class)),
                Optional.ofNullable(row.getObject("parent", UUID.class)).map(CollectionId::new),
                row.getString("name"),
                row.getInt("position"),
                row.getLong("works"),
                row.getInt("version"));
    }
}
