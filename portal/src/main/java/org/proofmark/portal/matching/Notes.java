package org.proofmark.portal.matching;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people write down about matches, for those who act for the same holder. */
@Service
@Transactional
public class Notes {
    /** Characters of a note. */
    public static final int LONGEST = 4_000;

    private static final int MOST = 200;

    private final JdbcClient sql;
    private final Matches matches;
    private final People people;
    private final InstantSource clock;

    Notes(JdbcClient sql, Matches matches, People people, InstantSource clock) {
        this.sql = sql;
        this.matches = matches;
        this.people = people;
        this.clock = clock;
    }

    /**
     * One.
     *
     * @param name of the person; nothing if the account is gone
     */
    public record Note(UUID id, PersonId person, Optional<String> name, String text, Instant at) {}

    /** The notes of a match, the first first. */
    @Transactional(readOnly = true)
    public List<Note> of(SignedIn by, MatchId match) {
        List<Note> notes = sql.sql("""
                        select n.* from matching.note n join matching.match m on m.id = n.match
                        where m.holder = :holder and m.id = :match order by n.at, n.id
                        """)
                .param("holder", by.holder().value())
                .param("match", match.value())
                .query((row, number) -> new Note(
                        row.getObject("id", UUID.class),
                        new PersonId(row.getObject("person", UUID.class)),
                        Optional.empty(),
                        row.getString("text"),
                        MatchStore.instant(row, "at")))
                .list();
        Map<PersonId, String> names =
                people.names(notes.stream().map(Note::person).distinct().toList());
        return notes.stream()
                .map(note -> new Note(
                        note.id(),
                        note.person(),
                        Optional.ofNullable(names.get(note.person())),
                        note.text(),
                        note.at()))
                .toList();
    }

    /** How many each has; those without are left out. */
    @Transactional(readOnly = true)
    public Map<MatchId, Integer> counts(SignedIn by, Collection<MatchId> ids) {
        Map<MatchId, Integer> counts = new HashMap<>();
        sql.sql("""
                        select n.match, count(*) as n from matching.note n join matching.match m on m.id = n.match
                        where m.holder = :holder and m.id = any (:ids) group by n.match
                        """)
                .param("holder", by.holder().value())
                .param("ids", MatchStore.ids(ids))
                .query(row -> {
                    counts.put(new MatchId(row.getObject("match", UUID.class)), row.getInt("n"));
                });
        return counts;
    }

    /**
     * Writes a note.
     *
     * @param id made by the client: the same again is the same note
     */
    public void write(SignedIn by, UUID id, MatchId match, String text) {
        matches.find(by, match);
        String said = text.strip().replace("\0", "");
        if (said.isEmpty() || said.length() > LONGEST) {
            throw Refused.invalid("refused.textLength", LONGEST);
        }
        if (of(by, match).size() >= MOST) {
            throw Refused.invalid("refused.notes", MOST);
        }
        sql.sql("""
                        insert into matching.note (id, match, person, text, at) values (:id, :match, :person, :text, :at)
                        on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("match", match.value())
                .param("person", by.person().value())
                .param("text", said)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Removes a note of one's own, if it is still there; another's is not found. */
    public void remove(SignedIn by, MatchId match, UUID id) {
        matches.find(by, match);
        for (Note note : of(by, match)) {
            if (note.id().equals(id) && !note.person().equals(by.person())) {
                throw Refused.notFound();
            }
        }
        sql.sql("delete from matching.note where id = :id and match = :match and person = :person")
                .param("id", id)
                .param("match", match.value())
                .param("person", by.person().value())
                .update();
    }
}
