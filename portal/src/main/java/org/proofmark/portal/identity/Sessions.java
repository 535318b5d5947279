package org.proofmark.portal.identity;

import java.util.Optional;
import org.proofmark.portal.platform.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of people, as rows: ended in the transaction of what ends them. */
@Component
public class Sessions {
    private final JdbcClient sql;
    private final Audit audit;

    Sessions(JdbcClient sql, Audit audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /**
     * Ends one of a person's own, as the person wants it.
     *
     * @param device by which its owner knows it
     */
    @Transactional
    public void end(SignedIn who, String session, String device) {
        int ended = sql.sql("delete from identity.session where principal_name = :person and session_id = :session")
                .param("person", who.getName())
                .param("session", session)
                .update();
        if (ended > 0) {
            audit.note(Optional.of(who.person().value()), "session.ended", who.person(), device);
        }
    }

    /** Ends all of a person's own but one, as the person wants it. */
    @Transactional
    public void signOutElsewhere(SignedIn who, String kept) {
        int ended = endOthers(who.person(), kept);
        if (ended > 0) {
            audit.note(Optional.of(who.person().value()), "sessions.ended", who.person(), Integer.toString(ended));
        }
    }

    /** Ends all of a person, the half-way ones too. */
    public void endAll(PersonId person) {
        endOthers(person, "");
    }

    /**
     * Ends all of a person but one.
     *
     * @param kept the session's id
     * @return how many ended
     */
    public int endOthers(PersonId person, String kept) {
        return sql.sql("""
            delete from identity.session
            where principal_name in (:person, :halfWay) and session_id <> :kept
            """)
                .param("person", person.toString())
                .param("halfWay", "half-way " + person)
                .param("kept", kept)
                .update();
    }
}
