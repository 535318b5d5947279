package org.proofmark.portal.discovery;

import java.util.List;
import java.util.Set;
import org.proofmark.portal.identity.Chapter;
import org.proofmark.portal.identity.Chapters;
import org.springframework.stereotype.Component;

/** What a holder watches, and the walks over it. */
@Component
class SourceChapters implements Chapters {
    @Override
    public List<Chapter> all() {
        return List.of(
                new Chapter("sources/sources", Set.of("discovery.source", "discovery.watch"), """
                        select s.id, s.kind, s.name, case when s.everyones then s.addresses else w.addresses end as addresses,
                            encode(s.file, 'hex') as file_sha256, s.file_bytes, w.person, w.since, w.every_seconds, w.max_pages,
                            w.max_depth, w.render, w.paused
                        from discovery.watch w join discovery.source s on s.id = w.source
                        where w.holder = :holder order by w.since, s.id
                        """),
                new Chapter("sources/walks", Set.of("discovery.round"), """
                        select r.source, r.number, r.started, r.ended, r.documents, r.images, r.pictures, r.missed, r.waiting,
                            r.bytes, r.trouble
                        from discovery.round r join discovery.watch w on w.source = r.source
                        where w.holder = :holder order by r.source, r.number
                        """));
    }
}
