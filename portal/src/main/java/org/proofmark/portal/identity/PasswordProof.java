package org.proofmark.portal.identity;

import java.util.Locale;
import java.util.Optional;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Service;

/**
 * Proves a person by address and password. An unknown address costs as long as a wrong password and is answered the same, so
 * that nobody learns who has an account.
 */
@Service
public class PasswordProof {
    private final PeopleStore people;
    private final Passwords passwords;
    private final Tries tries;
    private final Audit audit;

    PasswordProof(PeopleStore people, Passwords passwords, Tries tries, Audit audit) {
        this.people = people;
        this.passwords = passwords;
        this.tries = tries;
        this.audit = audit;
    }

    /**
     * The person whose address and password these are.
     *
     * @param from the network address asking
     */
    public Person prove(String email, String password, String from) {
        tries.count(Tries.Kind.SIGN_IN_FROM, from);
        tries.count(Tries.Kind.SIGN_IN, email.strip().toLowerCase(Locale.ROOT));
        Optional<Person> person = people.byEmail(email.strip());
        if (!passwords.right(person, password)
                || !person.filter(one -> one.confirmed() && !one.closed()).isPresent()) {
            audit.note(Optional.empty(), "sign-in.failed", about(person, email), "password from " + from);
            throw Refused.invalid("signIn.wrong");
        }
        // An office behind one network address signs in all morning; only what failed counts against it.
        tries.takeBack(Tries.Kind.SIGN_IN_FROM, from);
        return person.get();
    }

    /** Proves once more that it is really this person who asks, before something that opens the account to others. */
    public void again(SignedIn who, String password) {
        tries.count(Tries.Kind.PASSWORD_AGAIN, who.person().toString());
        if (!passwords.right(people.byId(who.person()), password)) {
            audit.note(Optional.empty(), "sign-in.failed", who.person(), "password asked again");
            throw Refused.invalid("refused.passwordWrong");
        }
    }

    /** What a stranger typed is kept only if it is somebody's address: it may be a password typed in the wrong field. */
    private static String about(Optional<Person> person, String email) {
        return person.map(one -> one.id().toString()).orElse("unknown address of " + email.length() + " letters");
    }
}
