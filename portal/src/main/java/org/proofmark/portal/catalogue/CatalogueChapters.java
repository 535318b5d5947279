package org.proofmark.portal.catalogue;

import java.util.List;
import java.util.Set;
import org.proofmark.portal.identity.Chapter;
import org.proofmark.portal.identity.Chapters;
import org.springframework.stereotype.Component;

/** How photos came and what was done to them; the photos, collections and licences themselves have files of their own. */
@Component
class CatalogueChapters implements Chapters {
    @Override
    public List<Chapter> all() {
        return List.of(
                new Chapter("photos/uploads", Set.of("catalogue.upload"), """
                        select id, parent, person, name, length, encode(digest, 'hex') as sha256, state, work, reason, begun_at,
                            ended_at, declared as declaration, stated_title, stated_caption
                        from catalogue.upload where holder = :holder order by begun_at, id
                        """),
                new Chapter("photos/history", Set.of("platform.audit"), """
                        select a.at, a.who, a.act, a.about, a.told from platform.audit a
                        where a.about in (
                            select id::text from catalogue.work where holder = :holder
                            union all select id::text from catalogue.licence where holder = :holder
                            union all select id::text from catalogue.collection where holder = :holder)
                        order by a.id
                        """),
                new Chapter(
                        "photos/changes",
                        Set.of("catalogue.change", "catalogue.changed_work", "catalogue.changed_collected"),
                        """
                        select c.id, c.made_at, c.taken_back,
                            (select json_agg(to_jsonb(w) - 'change' order by w.work)
                                from catalogue.changed_work w where w.change = c.id) as stood_before,
                            (select json_agg(to_jsonb(n) - 'change' order by n.collection, n.work)
                                from catalogue.changed_collected n where n.change = c.id) as came_into_collections
                        from catalogue.change c where c.holder = :holder order by c.made_at, c.id
                        """),
                new Chapter("photos/folders", Set.of("catalogue.watched_folder"), """
                        select id, person, root, path, paused, added_at, looked_at, trouble, left_out
                        from catalogue.watched_folder where holder = :holder order by added_at, id
                        """),
                new Chapter("photos/folder-files", Set.of("catalogue.watched_file"), """
                        select f.folder, f.path, f.size, f.modified, f.noted_at, f.taken, encode(f.digest, 'hex') as sha256,
                            f.upload, f.trouble
                        from catalogue.watched_file f join catalogue.watched_folder w on w.id = f.folder
                        where w.holder = :holder order by f.folder, f.path
                        """),
                new Chapter("photos/imports", Set.of("catalogue.site_import", "catalogue.site_source"), """
                        select i.id, i.person, i.address, i.state, i.begun_at, i.declared_at, i.ended_at, i.cut,
                            (select json_agg(json_build_object('address', s.address, 'kind', s.kind, 'state', s.state,
                                'images', s.images, 'reason', s.reason) order by s.position)
                            from catalogue.site_source s where s.import = i.id) as documents
                        from catalogue.site_import i where i.holder = :holder order by i.begun_at, i.id
                        """),
                new Chapter("photos/import-pictures", Set.of("catalogue.site_image"), """
                        select m.import, m.address, m.page, m.title, m.caption, m.state, m.upload, m.reason
                        from catalogue.site_image m join catalogue.site_import i on i.id = m.import
                        where i.holder = :holder order by m.import, m.position
                        """));
    }
}
