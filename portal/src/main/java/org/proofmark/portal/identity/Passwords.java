package org.proofmark.portal.identity;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** What a password must be, and how it is kept: Argon2id. */
@Component
class Passwords {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;

    private final PasswordEncoder encoder;
    private final CommonPasswords common;
    /** Made beside the start: it takes as long as any. */
    private final CompletableFuture<String> nobodys;

    Passwords(PasswordEncoder encoder, CommonPasswords common) {
        this.encoder = encoder;
        this.common = common;
        this.nobodys = CompletableFuture.supplyAsync(() -> hash("nobody's password"));
    }

    void check(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw Refused.invalid("refused.passwordLength", SHORTEST, LONGEST);
        }
        if (common.contains(password)) {
            throw Refused.invalid("refused.passwordCommon");
        }
    }

    String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("the password has no hash");
        }
        return hash;
    }

    /** Whether this is the password that was hashed. */
    boolean right(String hash, String password) {
        return password.length() <= LONGEST && encoder.matches(password, hash);
    }

    /** Whether this is the person's password; for nobody, or one without a password, it takes as long and is never so. */
    boolean right(Optional<Person> person, String password) {
        Optional<String> hash = person.flatMap(Person::passwordHash);
        boolean matches = password.length() <= LONGEST && encoder.matches(password, hash.orElseGet(nobodys::join));
        return matches && hash.isPresent();
    }
}
