package org.proofmark.portal.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final int MOST_YEARS = 10;

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
     * @param until the last day it works, as the person's clock counts days; nothing: until it is revoked
     * @return the key, told this once
     */
    public String make(SignedIn who, KeyId id, String name, Set<Scope> scopes, Optional<LocalDate> until) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid("refused.name", LONGEST_NAME);
        }
        if (scopes.isEmpty()) {
            throw Refused.invalid("refused.noScope");
        }
        Instant now = clock.instant();
        if (of(who.person()).stream().filter(key -> key.works(now)).count() >= MOST) {
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
                scopes,
                now,
                until.map(day -> end(who, day)),
                Optional.empty(),
                Optional.empty());
        if (!store.insert(key, digest(secret))) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.keyThere");
        }
        audit.note(
                Optional.of(who.person().value()),
                "key.made",
                who.person(),
                key.start() + " "
                        + scopes.stream().map(Scope::name).sorted().collect(Collectors.joining(" "))
                        + until.map(day -> " until " + day).orElse(""));
        return secret;
    }

    private Instant end(SignedIn who, LocalDate day) {
        ZoneId zone = people.byId(who.person())
                .orElseThrow(Refused::notFound)
                .tastes()
                .zone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (day.isBefore(today)) {
            throw Refused.invalid("refused.keyOver");
        }
        if (day.isAfter(today.plusYears(MOST_YEARS))) {
            throw Refused.invalid("refused.farDay");
        }
        return day.plusDays(1).atStartOfDay(zone).toInstant();
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

    /** Who asks by a key, and what for. */
    record Held(SignedIn who, Set<Scope> scopes) {}

    /** Who asks with this key; nobody if it opens nothing. */
    Optional<Held> who(String secret) {
        Instant now = clock.instant();
        Optional<Key> found = store.byDigest(digest(secret)).filter(key -> key.works(now));
        found.ifPresent(key -> store.used(key.id(), now, now.minus(GRAIN)));
        return found.flatMap(key -> owner(key).map(who -> new Held(who, key.scopes())));
    }

    private Optional<SignedIn> owner(Key key) {
        return people.byId(key.person())
                .map(person -> new SignedIn(person.id(), key.holder(), person.name(), person.roles(), writes(key)))
                .flatMap(people::now)
                .filter(now -> now.holder().equals(key.holder()));
    }

    private static boolean writes(Key key) {
        return key.scopes().stream().anyMatch(Scope::writes);
    }

    private static byte[] digest(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
