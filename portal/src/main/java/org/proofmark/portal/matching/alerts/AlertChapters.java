package org.proofmark.portal.matching.alerts;

import java.util.List;
import java.util.Set;
import org.proofmark.portal.identity.Chapter;
import org.proofmark.portal.identity.Chapters;
import org.springframework.stereotype.Component;

/** Who is told of matches and how; none of the secrets by which they are. */
@Component
class AlertChapters implements Chapters {
    @Override
    public List<Chapter> all() {
        return List.of(
                new Chapter("alerts/digests", Set.of("matching.digest"), """
                        select person, every, told_until, next_at from matching.digest where holder = :holder order by person
                        """),
                new Chapter("alerts/feeds", Set.of("matching.feed"), """
                        select id, name, query, made_at, renewed_at, read_at
                        from matching.feed where holder = :holder and person = :person order by made_at, id
                        """),
                new Chapter("alerts/webhooks", Set.of("matching.webhook"), """
                        select id, name, address, events, paused, given_up_at, made_by, made_at
                        from matching.webhook where holder = :holder order by made_at, id
                        """),
                new Chapter("alerts/calls", Set.of("matching.delivery", "matching.attempt"), """
                        select d.id, d.webhook, d.event, d.made, d.state, d.body::json as body,
                            (select json_agg(to_jsonb(a) - 'delivery' order by a.number)
                                from matching.attempt a where a.delivery = d.id) as tries
                        from matching.delivery d where d.holder = :holder order by d.number
                        """));
    }
}
