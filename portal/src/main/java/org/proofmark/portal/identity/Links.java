package org.proofmark.portal.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.proofmark.portal.platform.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links that work once and for a time: 128 random bits, kept as their digest. What a link is for stands in the row, so that one
 * made for one purpose opens nothing else.
 */
@Component
class Links {
    /** What a link lets its holder do. */
    enum Purpose {
        /** Make the first administrator. */
        START(Duration.ofDays(7)),
        /** Make an account one was invited to. */
        INVITATION(Duration.ofDays(14)),
        /** Show that an address is one's own. */
        CONFIRMATION(Duration.ofDays(2)),
        /** Act for an organisation. */
        MEMBERSHIP(Duration.ofDays(14)),
        /** Show that a new address is one's own. */
        EMAIL(Duration.ofDays(1)),
        /** Choose a new password. */
        PASSWORD(Duration.ofHours(1));

        private final Duration lasts;

        Purpose(Duration lasts) {
            this.lasts = lasts;
        }
    }

    private final JdbcClient sql;
    private final InstantSource clock;
    private final SecureRandom chance = new SecureRandom();

    Links(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Makes a link; the answer is the only place its secret ever stands. */
    String make(Purpose purpose, String about) {
        byte[] bytes = new byte[16];
        chance.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sql.sql("insert into identity.link (digest, purpose, about, until) values (:digest, :purpose, :about, :until)")
                .param("digest", digest(secret))
                .param("purpose", purpose.name())
                .param("about", about)
                .param("until", clock.instant().plus(purpose.lasts).atOffset(ZoneOffset.UTC))
                .update();
        return secret;
    }

    /** What an unused link is about, without using it up. */
    Optional<String> about(Purpose purpose, String secret) {
        return sql.sql("select about from identity.link where digest = :digest and purpose = :purpose and until > :now")
                .param("digest", digest(secret))
                .param("purpose", purpose.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /** Uses a link up: of two at the same moment one gets the answer. */
    Optional<String> use(Purpose purpose, String secret) {
        return sql.sql("""
            delete from identity.link where digest = :digest and purpose = :purpose and until > :now
            returning about
            """)
                .param("digest", digest(secret))
                .param("purpose", purpose.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    /** Takes back all links of a purpose. */
    void withdraw(Purpose purpose) {
        sql.sql("delete from identity.link where purpose = :purpose")
                .param("purpose", purpose.name())
                .update();
    }

    /** Takes back all links of a purpose about one thing. */
    void withdraw(Purpose purpose, String about) {
        sql.sql("delete from identity.link where purpose = :purpose and about = :about")
                .param("purpose", purpose.name())
                .param("about", about)
                .update();
    }

    private static byte[] digest(String secret) {
        return Sha256.of(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .bytes();
    }
}
