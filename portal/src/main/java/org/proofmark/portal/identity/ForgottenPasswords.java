package org.proofmark.portal.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A new password for who can read the mails of the account. Codes, where they are on, are still asked for afterwards. */
@Service
@Transactional
public class ForgottenPasswords {
    private final PeopleStore people;
    private final Passwords passwords;
    private final Links links;
    private final Askings askings;
    private final Sessions sessions;
    private final Mail mail;
    private final Tries tries;
    private final Audit audit;

    ForgottenPasswords(
            PeopleStore people,
            Passwords passwords,
            Links links,
            Askings askings,
            Sessions sessions,
            Mail mail,
            Tries tries,
            Audit audit) {
        this.people = people;
        this.passwords = passwords;
        this.links = links;
        this.askings = askings;
        this.sessions = sessions;
        this.mail = mail;
        this.tries = tries;
        this.audit = audit;
    }

    /** Whether a link can be sent at all. */
    public boolean possible() {
        return mail.possible();
    }

    /**
     * Sends a link if the address has an account. The answer is the same either way.
     *
     * @param from the network address asking
     */
    public void ask(String email, String from) {
        tries.count(Tries.Kind.MAIL_FROM, from);
        tries.count(Tries.Kind.MAIL, email.strip().toLowerCase(Locale.ROOT));
        Optional<Person> person = people.byEmail(email.strip()).filter(one -> !one.closed());
        if (person.isPresent() && possible()) {
            PersonId id = person.get().id();
            links.withdraw(Links.Purpose.PASSWORD, id.toString());
            String secret = links.make(Links.Purpose.PASSWORD, id.toString());
            mail.send(
                    person.get().email(),
                    person.get().tastes().language(),
                    "mail.password",
                    mail.link("/password/" + secret));
            audit.note(Optional.empty(), "password.asked", id, "from " + from);
        }
    }

    /**
     * The path of a link that an administrator hands over where no mail is sent.
     *
     * @param key of the call, which with the same key again is the same link
     */
    public String link(SignedIn by, Optional<UUID> key, PersonId person) {
        if (people.byId(person).filter(one -> !one.closed()).isEmpty()) {
            throw Refused.notFound();
        }
        return "/password/" + askings.once(by, key, "password " + person, () -> linked(by, person));
    }

    private String linked(SignedIn by, PersonId person) {
        links.withdraw(Links.Purpose.PASSWORD, person.toString());
        audit.note(Optional.of(by.person().value()), "password.linked", person, "");
        return links.make(Links.Purpose.PASSWORD, person.toString());
    }

    @Transactional(readOnly = true)
    public boolean asked(String secret) {
        return links.about(Links.Purpose.PASSWORD, secret).isPresent();
    }

    /** The new password; every session of the person is over. */
    public void choose(String secret, String fresh) {
        passwords.check(fresh);
        PersonId id = links.use(Links.Purpose.PASSWORD, secret)
                .map(PersonId::of)
                .orElseThrow(() -> Refused.invalid("refused.link"));
        Person person = people.byId(id).filter(one -> !one.closed()).orElseThrow(() -> Refused.invalid("refused.link"));
        people.password(id, passwords.hash(fresh));
        sessions.endAll(id);
        mail.send(person.email(), person.tastes().language(), "mail.passwordChanged");
        audit.note(Optional.of(id.value()), "password.changed", id, "link");
    }
}
