package org.proofmark.portal.identity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Audit;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Proves a person by address and password. An unknown address costs as long as a wrong password and is answered the same, so
 * that nobody learns who has an account.
 */
@Component
class PasswordProof implements AuthenticationProvider {
    private final People people;
    private final PasswordEncoder passwords;
    private final Audit audit;
    private final String nobodys;

    PasswordProof(People people, PasswordEncoder passwords, Audit audit) {
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
        this.nobodys = java.util.Objects.requireNonNull(passwords.encode("nobody's password"));
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        Optional<Person> person = people.byEmail(asked.getName());
        String hash = person.flatMap(Person::passwordHash).orElse(nobodys);
        boolean right = passwords.matches(String.valueOf(asked.getCredentials()), hash);
        Person proved =
                person.filter(one -> right && one.confirmed() && !one.closed()).orElse(null);
        if (proved == null) {
            audit.note(person.map(one -> one.id().value()), "sign-in.failed", asked.getName(), "");
            throw new BadCredentialsException("address or password is wrong");
        }
        audit.note(Optional.of(proved.id().value()), "sign-in", proved.id(), "password");
        return new UsernamePasswordAuthenticationToken(proved.signedIn(), null, List.of());
    }

    @Override
    public boolean supports(@Nullable Class<?> kind) {
        return kind != null && UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
