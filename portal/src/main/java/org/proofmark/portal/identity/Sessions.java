package org.proofmark.portal.identity;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sessions of people, as rows: ended in the transaction of what ends them. */
@Component
public class Sessions {
    private final JdbcClient sql;

    Sessions(JdbcClient sql) {
        this.sql = sql;
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
