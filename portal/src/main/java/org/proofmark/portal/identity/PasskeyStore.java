package org.proofmark.portal.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/** The table of passkeys, as Spring Security asks for it. */
@Component
class PasskeyStore implements UserCredentialRepository {
    private static final String PASSKEY = """
        select credential, person, label, public_key, sign_count, transports, verified, backup_eligible, backup_state,
               attestation, client_data, made, last_used
        from identity.passkey
        """;

    private final JdbcClient sql;

    PasskeyStore(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public void delete(Bytes credential) {
        sql.sql("delete from identity.passkey where credential = :credential")
                .param("credential", credential.getBytes())
                .update();
    }

    /** A new one, or the counter and the time of one that was used. */
    @Override
    public void save(CredentialRecord record) {
        sql.sql("""
            insert into identity.passkey values (:credential, :person, :label, :key, :count, :transports, :verified,
                :eligible, :state, :attestation, :clientData, :made, :used)
            on conflict (credential) do update set sign_count = excluded.sign_count,
                verified = excluded.verified, backup_state = excluded.backup_state, last_used = excluded.last_used
            """)
                .param("credential", record.getCredentialId().getBytes())
                .param(
                        "person",
                        PasskeyOwners.person(record.getUserEntityUserId()).value())
                .param("label", record.getLabel())
                .param("key", record.getPublicKey().getBytes())
                .param("count", record.getSignatureCount())
                .param("transports", words(record.getTransports()))
                .param("verified", record.isUvInitialized())
                .param("eligible", record.isBackupEligible())
                .param("state", record.isBackupState())
                .param("attestation", bytes(record.getAttestationObject()))
                .param("clientData", bytes(record.getAttestationClientDataJSON()))
                .param("made", at(record.getCreated()))
                .param("used", at(record.getLastUsed()))
                .update();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        return sql.sql(PASSKEY + "where credential = :credential")
                .param("credential", credential.getBytes())
                .query(PasskeyStore::record)
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes owner) {
        return sql.sql(PASSKEY + "where person = :person order by made, credential")
                .param("person", PasskeyOwners.person(owner).value())
                .query(PasskeyStore::record)
                .list();
    }

    private static CredentialRecord record(ResultSet row, int number) throws SQLException {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.getBytes("credential")))
                .userEntityUserId(PasskeyOwners.handle(PersonId.of(row.getString("person"))))
                .label(row.getString("label"))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("sign_count"))
                .transports(transports(row.getString("transports")))
                .uvInitialized(row.getBoolean("verified"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backup_state"))
                .attestationObject(new Bytes(row.getBytes("attestation")))
                .attestationClientDataJSON(new Bytes(row.getBytes("client_data")))
                .created(row.getObject("made", OffsetDateTime.class).toInstant())
                .lastUsed(row.getObject("last_used", OffsetDateTime.class).toInstant())
                .build();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static byte[] bytes(@Nullable Bytes bytes) {
        return Objects.requireNonNull(bytes, "a passkey comes with its attestation")
                .getBytes();
    }

    private static String words(Set<AuthenticatorTransport> transports) {
        return transports.stream()
                .map(AuthenticatorTransport::getValue)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static Set<AuthenticatorTransport> transports(String words) {
        return Arrays.stream(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
