package org.proofmark.portal.identity;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Component;

/** People as owners of passkeys. The handle on the device is the person's id, which tells nothing; shown are name and address. */
@Component
class PasskeyOwners implements PublicKeyCredentialUserEntityRepository {
    private static final int HANDLE_BYTES = 16;

    private final PeopleStore people;

    PasskeyOwners(PeopleStore people) {
        this.people = people;
    }

    static Bytes handle(PersonId person) {
        return new Bytes(ByteBuffer.allocate(HANDLE_BYTES)
                .putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits())
                .array());
    }

    static PersonId person(Bytes handle) {
        ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
        if (bytes.remaining() != HANDLE_BYTES) {
            throw new IllegalArgumentException("a handle of ours has %d bytes".formatted(HANDLE_BYTES));
        }
        return new PersonId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return owner(person(handle));
    }

    /** By what {@link SignedIn#getName} says: the id. */
    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
        return owner(PersonId.of(name));
    }

    private @Nullable PublicKeyCredentialUserEntity owner(PersonId id) {
        return people.byId(id)
                .filter(person -> !person.closed())
                .map(person -> ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(handle(id))
                        .name(person.email())
                        .displayName(person.name())
                        .build())
                .orElse(null);
    }

    /** People are kept elsewhere. */
    @Override
    public void save(PublicKeyCredentialUserEntity owner) {
        throw new UnsupportedOperationException("people are not made by passkeys");
    }

    @Override
    public void delete(Bytes handle) {
        throw new UnsupportedOperationException("people are not removed by passkeys");
    }
}
