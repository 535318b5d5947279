package org.proofmark.portal.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Settings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts that people make by themselves, where the operator allows it. There is no account before the address is confirmed by
 * a link and the password given again: who signs up with somebody else's address gets nothing, and neither does who confirms
 * what somebody else began.
 */
@Service
@Transactional
public class SignUps {
    private final People people;
    private final Passwords passwords;
    private final Links links;
    private final Mail mail;
    private final Tries tries;
    private final Audit audit;
    private final Settings settings;

    SignUps(People people, Passwords passwords, Links links, Mail mail, Tries tries, Audit audit, Settings settings) {
        this.people = people;
        this.passwords = passwords;
        this.links = links;
        this.mail = mail;
        this.tries = tries;
        this.audit = audit;
        this.settings = settings;
    }

    /**
     * What someone wants to begin with.
     *
     * @param hash of the password
     */
    private record Wish(String email, String name, String hash) {
        static Wish parse(String text) {
            String[] parts = text.split("\t", 3);
            return new Wish(parts[0], parts[2], parts[1]);
        }

        @Override
        public String toString() {
            return email + "\t" + hash + "\t" + name;
        }
    }

    public boolean open() {
        return settings.signUp() == Settings.SignUp.OPEN;
    }

    /**
     * Sends a link to the address; to one that has an account already, a mail that says so. The answer is the same.
     *
     * @param from the network address asking
     */
    public void begin(String name, String email, String password, Locale language, String from) {
        requireOpen();
        people.check(name, email, password);
        tries.count(Tries.Kind.MAIL_FROM, from);
        tries.count(Tries.Kind.MAIL, email.strip().toLowerCase(Locale.ROOT));
        Wish wish = new Wish(email.strip(), name.strip(), passwords.hash(password));
        Optional<Person> there = people.byEmail(wish.email());
        if (there.isPresent()) {
            Locale tongue = there.get().tastes().language();
            mail.send(there.get().email(), tongue, "mail.signUpAgain", mail.link("/sign-in/forgotten"));
            return;
        }
        String secret = links.make(Links.Purpose.CONFIRMATION, wish.toString());
        mail.send(wish.email(), language, "mail.confirm", mail.link("/sign-up/" + secret));
    }

    /** Whether a link can still be confirmed. */
    @Transactional(readOnly = true)
    public boolean begun(String secret) {
        return links.about(Links.Purpose.CONFIRMATION, secret).isPresent();
    }

    /**
     * Makes the account.
     *
     * @param password the one chosen at the beginning
     */
    public Person confirm(String secret, String password, Locale language) {
        requireOpen();
        Wish wish = links.about(Links.Purpose.CONFIRMATION, secret)
                .map(Wish::parse)
                .orElseThrow(() -> Refused.invalid("refused.link"));
        tries.count(Tries.Kind.SIGN_IN, wish.email().toLowerCase(Locale.ROOT));
        if (!passwords.right(wish.hash(), password)) {
            audit.noteRefused(
                    Optional.empty(), "sign-up.failed", wish.email(), "another password than at the beginning");
            throw Refused.invalid("refused.passwordWrong");
        }
        if (links.use(Links.Purpose.CONFIRMATION, secret).isEmpty()) {
            throw Refused.invalid("refused.link");
        }
        Person person = people.add(wish.name(), wish.email(), password, Set.of(Role.CREATOR), true);
        audit.note(Optional.of(person.id().value()), "email.confirmed", person.id(), "");
        return people.speak(person, language);
    }

    private void requireOpen() {
        if (!open()) {
            throw Refused.notFound();
        }
    }
}
