package org.proofmark.portal.catalogue.certificates;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.platform.Sealing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The keys of this installation. A new one is made when there is none, and every two years; the old ones stay known. */
@Component
@Transactional
public class SealKeys {
    private static final Duration LASTS = Duration.ofDays(730);

    private final JdbcClient sql;
    private final Sealing sealing;
    private final InstantSource clock;

    SealKeys(JdbcClient sql, Sealing sealing, InstantSource clock) {
        this.sql = sql;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** One that seals. */
    private record Mine(PublicKey name, PrivateKey key, Instant since) {}

    /** All, the newest first. */
    @Transactional(readOnly = true)
    public List<PublicKey> all() {
        return sql.sql("select x from catalogue.certificate_key order by since desc, id")
                .query((row, number) -> PublicKey.of(row.getBytes("x")))
                .list();
    }

    /** Seals a statement by the newest key. */
    byte[] seal(byte[] statement) {
        Mine mine = newest().filter(one -> one.since.plus(LASTS).isAfter(clock.instant()))
                .orElseGet(this::make);
        return Seal.put(statement, mine.name, mine.key);
    }

    private Optional<Mine> newest() {
        return sql.sql("select x, sealed, since from catalogue.certificate_key order by since desc, id limit 1")
                .query((row, number) -> {
                    PublicKey name = PublicKey.of(row.getBytes("x"));
                    Instant since = row.getObject("since", OffsetDateTime.class).toInstant();
                    return new Mine(name, opened(row.getBytes("sealed"), name), since);
                })
                .optional();
    }

    private Mine make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            PublicKey name = PublicKey.of(pair.getPublic());
            String secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
            Mine mine = new Mine(name, pair.getPrivate(), clock.instant());
            sql.sql("insert into catalogue.certificate_key (id, x, sealed, since) values (:id, :x, :sealed, :since)")
                    .param("id", name.kid())
                    .param("x", name.bytes())
                    .param("sealed", sealing.seal(secret, name.kid()))
                    .param("since", mine.since.atOffset(ZoneOffset.UTC))
                    .update();
            return mine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java makes Ed25519 keys", e);
        }
    }

    private PrivateKey opened(byte[] sealed, PublicKey name) {
        try {
            byte[] secret = Base64.getDecoder().decode(sealing.open(sealed, name.kid()));
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was sealed as a key is none", e);
        }
    }
}
