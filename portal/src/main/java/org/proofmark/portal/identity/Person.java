package org.proofmark.portal.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A person with an account.
 *
 * @param email as typed; told apart without regard to case
 * @param passwordHash Argon2id; nothing if the person has only passkeys
 * @param totp whether a second proof is asked for after the password
 */
public record Person(
        PersonId id,
        String name,
        String email,
        Optional<String> passwordHash,
        boolean confirmed,
        boolean closed,
        boolean totp,
        HolderId holder,
        Set<Role> roles,
        Instant since,
        Tastes tastes) {
    public Person {
        roles = Set.copyOf(roles);
    }

    /** Who asks, once this person has proved to be it. */
    public SignedIn signedIn() {
        return new SignedIn(id, holder, name, roles, true);
    }
}
