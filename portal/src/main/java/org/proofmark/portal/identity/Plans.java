package org.proofmark.portal.identity;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a holder may have. Plans are rows, not code. */
@Component
public class Plans {
    private final JdbcClient sql;

    Plans(JdbcClient sql) {
        this.sql = sql;
    }

    /** How many works of a holder may be monitored; until the transaction ends nobody else changes what counts against it. */
    public int monitoredWorks(HolderId holder) {
        return sql.sql("""
                        select p.monitored_works from identity.holder h join identity.plan p on p.code = h.plan
                        where h.id = :holder for update of h
                        """).param("holder", holder.value()).query(Integer.class).single();
    }
}
