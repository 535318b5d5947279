package org.proofmark.portal.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.proofmark.portal.identity.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of the pages that show matches. */
@Component
class PlaceStore {
    private final JdbcClient sql;

    PlaceStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** The first pages of each match. */
    Map<MatchId, List<Place>> of(HolderId holder, Collection<MatchId> ids, int most) {
        Map<MatchId, List<Place>> places = new HashMap<>();
        sql.sql("""
                        select p.* from matching.match m cross join lateral (
                            select * from matching.place p where p.match = m.id order by p.sighting limit :most) p
                        where m.holder = :holder and m.id = any (:ids) order by p.match, p.sighting
                        """)
                .param("holder", holder.value())
                .param("ids", MatchStore.ids(ids))
                .param("most", most)
                .query((row, number) -> place(row))
                .list()
                .forEach(place -> places.computeIfAbsent(place.match(), id -> new ArrayList<>())
                        .add(place));
        return places;
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                new MatchId(row.getObject("match", UUID.class)),
                row.getLong("sighting"),
                row.getString("page"),
                row.getString("image"),
                row.getString("title"),
                row.getString("language"),
                row.getString("alt"),
                row.getString("caption"),
                row.getString("credit"),
                row.getString("licence"),
                row.getString("context"),
                MatchStore.instant(row, "first_seen"),
                MatchStore.instant(row, "last_seen"),
                row.getBoolean("gone"));
    }

    /** On how many pages each is, and since and until when; those on none are left out. */
    Map<MatchId, Stay> stays(HolderId holder, Collection<MatchId> ids) {
        Map<MatchId, Stay> stays = new HashMap<>();
        sql.sql("""
                        select p.match, count(distinct p.page) as pages,
                            count(distinct p.page) - count(distinct p.page) filter (where not p.gone) as gone,
                            min(p.first_seen) as first_seen, max(p.last_seen) as last_seen
                        from matching.place p join matching.match m on m.id = p.match
                        where m.holder = :holder and m.id = any (:ids) group by p.match
                        """)
                .param("holder", holder.value())
                .param("ids", MatchStore.ids(ids))
                .query(row -> {
                    stays.put(
                            new MatchId(row.getObject("match", UUID.class)),
                            new Stay(
                                    row.getInt("pages"),
                                    row.getInt("gone"),
                                    MatchStore.instant(row, "first_seen"),
                                    MatchStore.instant(row, "last_seen")));
                });
        return stays;
    }
}
