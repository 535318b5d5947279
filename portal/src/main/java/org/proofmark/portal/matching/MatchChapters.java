package org.proofmark.portal.matching;

import java.util.List;
import java.util.Set;
import org.proofmark.portal.identity.Chapter;
import org.proofmark.portal.identity.Chapters;
import org.springframework.stereotype.Component;

/** What was found, what was said of it, and what settles it. */
@Component
class MatchChapters implements Chapters {
    @Override
    public List<Chapter> all() {
        return List.of(
                new Chapter("matches/matches", Set.of("matching.match", "matching.place", "matching.finding"), """
                        select m.id, m.work, encode(m.digest, 'hex') as copy_sha256, m.site, m.tier, m.score, m.share, m.copy_share,
                            m.copy_width, m.copy_height, m.copy_bytes, m.kind, m.country, m.language, m.source, m.worth_minor,
                            m.currency, m.factors, m.found_at, m.last_seen, m.gone, m.verdict, m.reason, m.decided_by,
                            m.decided_person, m.decided_ref, m.decided_at, m.news, m.changed_at, m.claimed,
                            (select f.found from matching.finding f where f.digest = m.digest and f.work = m.work) as finding,
                            (select json_agg(to_jsonb(p) - 'match' - 'sighting' order by p.first_seen, p.sighting)
                                from matching.place p where p.match = m.id) as pages
                        from matching.match m where m.holder = :holder order by m.found_at, m.id
                        """),
                new Chapter("matches/verdicts", Set.of("matching.verdict"), """
                        select id, match, verdict, reason, by, person, ref, at, undoes
                        from matching.verdict where holder = :holder order by number
                        """),
                new Chapter("matches/notes", Set.of("matching.note"), """
                        select n.id, n.match, n.person, n.text, n.at
                        from matching.note n join matching.match m on m.id = n.match
                        where m.holder = :holder order by n.at, n.id
                        """),
                new Chapter("matches/rules", Set.of("matching.rule"), """
                        select id, site, path, collection, work, valid_from, valid_to, verdict, reason, note, made_by, made_at,
                            ended_at
                        from matching.rule where holder = :holder order by made_at, id
                        """),
                new Chapter("matches/own-sites", Set.of("matching.own_site"), """
                        select site, since from matching.own_site where holder = :holder order by site
                        """),
                new Chapter("matches/not-mine", Set.of("matching.memory"), """
                        select work, encode(digest, 'hex') as copy_sha256, at
                        from matching.memory where holder = :holder order by at, work
                        """),
                new Chapter("matches/preferences", Set.of("matching.preference"), """
                        select same_scene, currency, price_minor from matching.preference where holder = :holder
                        """),
                new Chapter("matches/views", Set.of("matching.view"), """
                        select id, name, query, made_by, made_at from matching.view where holder = :holder order by made_at, id
                        """));
    }
}
