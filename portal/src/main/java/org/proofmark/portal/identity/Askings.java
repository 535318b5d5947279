package org.proofmark.portal.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sealing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls that make a link, by the key their caller gave them: the same call again is answered with the same link, makes no other and
 * sends no second mail. A key stands for one call of one person, for as long as a link may work.
 */
@Component
class Askings {
    private static final Duration REMEMBERED = Duration.ofDays(14);

    private final JdbcClient sql;
    private final Sealing sealing;
    private final InstantSource clock;

    Askings(JdbcClient sql, Sealing sealing, InstantSource clock) {
        this.sql = sql;
        this.sealing = sealing;
        this.clock = clock;
    }

    private record Asked(String what, String secret) {}

    /**
     * The secret of the link a call makes, made once.
     *
     * @param key of the call; nothing: each call is one of its own
     * @param what is asked for, in words; another under the same key is refused
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String once(SignedIn by, Optional<UUID> key, String what, Supplier<String> making) {
        if (key.isEmpty()) {
            return making.get();
        }
        String name = by.person() + " " + key.get();
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name)
                .query((row, number) -> number)
                .single();
        Optional<Asked> before = find(by.person(), key.get(), name);
        if (before.filter(one -> !one.what.equals(what)).isPresent()) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.otherAsking");
        }
        return before.map(Asked::secret).orElseGet(() -> {
            String secret = making.get();
            keep(by.person(), key.get(), what, sealing.seal(secret, name));
            return secret;
        });
    }

    private Optional<Asked> find(PersonId person, UUID key, String name) {
        return sql.sql("select asked, sealed from identity.asking where person = :person and key = :key")
                .param("person", person.value())
                .param("key", key)
                .query((row, number) -> new Asked(row.getString("asked"), sealing.open(row.getBytes("sealed"), name)))
                .optional();
    }

    private void keep(PersonId person, UUID key, String what, byte[] sealed) {
        Instant now = clock.instant();
        sql.sql("delete from identity.asking where person = :person and at < :old")
                .param("person", person.value())
                .param("old", now.minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .update();
        sql.sql(
                        "insert into identity.asking (person, key, asked, sealed, at) values (:person, :key, :asked, :sealed, :at)")
                .param("person", person.value())
                .param("key", key)
                .param("asked", what)
                .param("sealed", sealed)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
