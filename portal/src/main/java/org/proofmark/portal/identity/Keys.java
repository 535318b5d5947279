package org.proofmark.portal.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keys with which programs use the API in a person's name, without the person's password: {@code pm_} and 43 letters. */
@Service
@Transactional
public class Keys {
    private static final String PREFIX = "pm_";
    private static final int BYTES = 32;
    private static final int SHOWN = 8;
    private static final int LONGEST_NAME = 100;
    private static final int MOST = 50;

    /** Last use is told to the minute: not every call writes. */
    private static final Duration GRAIN = Duration.ofMinutes(1);

    private final KeyStore store;
    private final People people;
    private final Audit audit;
    private final InstantSource clock;
    private final SecureRandom chance = new SecureRandom();

    Keys(KeyStore store, People people, Audit audit, InstantSource clock) {
        this.store = store;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes a key for the holder the person acts for now.
     *
     * @param id made by the caller; a second key of the same id is refused, since a key is told once
     * @return the key, told this once
     */
    public String make(SignedIn who, KeyId id, String name, boolean writes) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid("refused.name", LONGEST_NAME);
        }
        if (of(who.person()).stream().filter(key -> key.revoked().isEmpty()).count() >= MOST) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.manyKeys", MOST);
        }
        byte[] bytes = new byte[BYTES];
        chance.nextBytes(bytes);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Key key = new Key(
                id,
                who.person(),
                who.holder(),
                name.strip(),
                secret.substring(0, SHOWN),
                writes,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        if (!store.insert(key, digest(secret))) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.keyThere");
        }
        audit.note(
                Optional.of(who.person().value()),
                "key.made",
                who.person(),
                key.start() + (writes ? " writes" : " reads"));
        return secret;
    }

    /** Newest first, the revoked ones too. */
    @Transactional(readOnly = true)
    public List<Key> of(PersonId person) {
        return store.of(person);
    }

    public void revoke(SignedIn who, KeyId key) {
        Key revoked = of(who.person()).stream()
                .filter(one -> one.id().equals(key))
                .findFirst()
                .orElseThrow(Refused::notFound);
        if (store.revoke(key, clock.instant())) {
            audit.note(Optional.of(who.person().value()), "key.revoked", who.person(), revoked.start());
        }
    }

    /** Who asks with this key; nobody if it opens nothing. */
    Optional<SignedIn> who(String secret) {
        Optional<Key> found =
                store.byDigest(digest(secret)).filter(key -> key.revoked().isEmpty());
        found.ifPresent(
                key -> store.used(key.id(), clock.instant(), clock.instant().minus(GRAIN)));
        return found.flatMap(this::owner);
    }

    private Optional<SignedIn> owner(Key key) {
        return people.byId(key.person())
                .map(person -> new SignedIn(person.id(), key.holder(), person.name(), person.roles(), key.writes()))
                .flatMap(people::now)
                .filter(now -> now.holder().equals(key.holder()));
    }

    private static byte[] digest(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
