package org.proofmark.portal.catalogue.licences;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** By what names people call works, collections and licences, and which those are. Every question names the holder. */
@Component
class NameStore {
    private final JdbcClient sql;

    NameStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** The holder's collections by name, those within others after them. */
    List<Choice> collections(HolderId holder) {
        return sql.sql("""
                        select k.id, k.name, p.name as within from catalogue.collection k
                        left join catalogue.collection p on p.id = k.parent
                        where k.holder = :holder
                        order by lower(coalesce(p.name, k.name)), p.name nulls first, lower(k.name)
                        """)
                .param("holder", holder.value())
                .query((row, number) -> new Choice(
                        new CollectionId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        Optional.ofNullable(row.getString("within"))))
                .list();
    }

    List<Licences.Named> named(HolderId holder, List<WorkId> works) {
        return sql.sql("""
                        select w.id, coalesce(nullif(w.title, ''), w.file_name) as name from catalogue.work w
                        where w.holder = :holder and w.id = any (:ids) order by array_position(:ids, w.id)
                        """)
                .param("holder", holder.value())
                .param("ids", works.stream().map(WorkId::value).toArray(UUID[]::new))
                .query((row, number) ->
                        new Licences.Named(new WorkId(row.getObject("id", UUID.class)), row.getString("name")))
                .list();
    }

    /** Those of these licences that are in the holder's register. */
    Set<LicenceId> those(HolderId holder, Collection<LicenceId> ids) {
        return Set.copyOf(sql.sql("select id from catalogue.licence where holder = :holder and id = any (:ids)")
                .param("holder", holder.value())
                .param("ids", ids.stream().map(LicenceId::value).toArray(UUID[]::new))
                .query((row, number) -> new LicenceId(row.getObject("id", UUID.class)))
                .list());
    }

    /**
     * What these names mean: a file's name, where no file has it a title; or a digest.
     *
     * @param names in lower case
     */
    Map<String, Set<WorkId>> worksNamed(HolderId holder, Collection<String> names) {
        Map<String, Set<WorkId>> files = new HashMap<>();
        Map<String, Set<WorkId>> titles = new HashMap<>();
        sql.sql("""
                        select id, lower(file_name) as file, lower(title) as title, encode(digest, 'hex') as digest
                        from catalogue.work where holder = :holder and (lower(file_name) = any (:names)
                            or lower(title) = any (:names) or encode(digest, 'hex') = any (:names))
                        """)
                .param("holder", holder.value())
                .param("names", names.toArray(String[]::new))
                .query(row -> {
                    WorkId work = new WorkId(row.getObject("id", UUID.class));
                    files.computeIfAbsent(row.getString("file"), name -> new HashSet<>())
                            .add(work);
                    files.computeIfAbsent(row.getString("digest"), name -> new HashSet<>())
                            .add(work);
                    titles.computeIfAbsent(row.getString("title"), name -> new HashSet<>())
                            .add(work);
                });
        titles.forEach(files::putIfAbsent);
        return files;
    }

    /** A work a licence names. */
    record Covered(Sha256 digest, String fileName) {}

    /** The works these licences name, by their files' names. */
    Map<LicenceId, List<Covered>> covered(HolderId holder, Collection<LicenceId> ids) {
        Map<LicenceId, List<Covered>> covered = new HashMap<>();
        sql.sql("""
                        select c.licence, w.digest, w.file_name
                        from catalogue.licensed_work c join catalogue.work w on w.id = c.work
                        where w.holder = :holder and c.licence = any (:ids) order by w.file_name, w.digest
                        """)
                .param("holder", holder.value())
                .param("ids", ids.stream().map(LicenceId::value).toArray(UUID[]::new))
                .query(row -> {
                    covered.computeIfAbsent(
                                    new LicenceId(row.getObject("licence", UUID.class)), licence -> new ArrayList<>())
                            .add(new Covered(Sha256.from(row.getBytes("digest")), row.getString("file_name")));
                });
        return covered;
    }
}
