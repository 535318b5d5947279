package org.proofmark.portal.identity;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of codes. */
@Component
class SecondProofStore {
    private final JdbcClient sql;

    SecondProofStore(JdbcClient sql) {
        this.sql = sql;
    }

    void begin(PersonId person, byte[] sealed) {
        sql.sql("""
            insert into identity.totp (person, sealed, confirmed, last_step) values (:person, :sealed, false, 0)
            on conflict (person) do update set sealed = excluded.sealed where not identity.totp.confirmed
            """).param("person", person.value()).param("sealed", sealed).update();
    }

    Optional<byte[]> begun(PersonId person) {
        return sealed(person, false);
    }

    Optional<byte[]> confirmed(PersonId person) {
        return sealed(person, true);
    }

    private Optional<byte[]> sealed(PersonId person, boolean confirmed) {
        return sql.sql("select sealed from identity.totp where person = :person and confirmed = :confirmed")
                .param("person", person.value())
                .param("confirmed", confirmed)
                .query(byte[].class)
                .optional();
    }

    void confirm(PersonId person, long step) {
        sql.sql("update identity.totp set confirmed = true, last_step = :step where person = :person")
                .param("person", person.value())
                .param("step", step)
                .update();
    }

    /** Of two who give the same code at the same moment, one gets true. */
    boolean advance(PersonId person, long step) {
        return sql.sql("update identity.totp set last_step = :step where person = :person and last_step < :step")
                        .param("person", person.value())
                        .param("step", step)
                        .update()
                == 1;
    }

    void remove(PersonId person) {
        sql.sql("delete from identity.totp where person = :person")
                .param("person", person.value())
                .update();
        recoveryCodes(person, List.of());
    }

    int recoveryCodes(PersonId person) {
        return sql.sql("select count(*) from identity.recovery_code where person = :person")
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    void recoveryCodes(PersonId person, List<byte[]> digests) {
        sql.sql("delete from identity.recovery_code where person = :person")
                .param("person", person.value())
                .update();
        digests.forEach(digest -> sql.sql("insert into identity.recovery_code values (:person, :digest)")
                .param("person", person.value())
                .param("digest", digest)
                .update());
    }

    boolean takeRecoveryCode(PersonId person, byte[] digest) {
        return sql.sql("delete from identity.recovery_code where person = :person and digest = :digest")
                        .param("person", person.value())
                        .param("digest", digest)
                        .update()
                == 1;
    }
}
