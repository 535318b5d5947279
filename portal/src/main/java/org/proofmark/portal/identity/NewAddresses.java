package org.proofmark.portal.identity;

import java.util.Locale;
import java.util.Optional;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Another e-mail address for an account. It counts once a link sent to it was followed; the old one is told. Whether an address
 * has an account already is told to nobody who cannot read its mail.
 */
@Service
@Transactional
public class NewAddresses {
    private final PeopleStore people;
    private final Links links;
    private final Mail mail;
    private final Tries tries;
    private final Audit audit;

    NewAddresses(PeopleStore people, Links links, Mail mail, Tries tries, Audit audit) {
        this.people = people;
        this.links = links;
        this.mail = mail;
        this.tries = tries;
        this.audit = audit;
    }

    /** Whose account gets which address. */
    private record Wish(PersonId person, String email) {
        static Wish parse(String text) {
            String[] parts = text.split(" ", 2);
            return new Wish(PersonId.of(parts[0]), parts[1]);
        }

        @Override
        public String toString() {
            return person + " " + email;
        }
    }

    /** Without mails no address can be shown to be someone's. */
    public boolean possible() {
        return mail.possible();
    }

    /** Sends a link to the new address. */
    public void ask(SignedIn who, String email) {
        if (!possible()) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.noMail");
        }
        People.checkEmail(email);
        tries.count(Tries.Kind.MAIL_FROM, who.getName());
        tries.count(Tries.Kind.MAIL, email.strip().toLowerCase(Locale.ROOT));
        Person person = people.byId(who.person()).orElseThrow(Refused::notFound);
        audit.note(Optional.of(who.person().value()), "email.asked", who.person(), email.strip());
        if (people.byEmail(email.strip()).isPresent()) {
            mail.send(email.strip(), person.tastes().language(), "mail.emailTaken");
            return;
        }
        String secret = links.make(Links.Purpose.EMAIL, new Wish(who.person(), email.strip()).toString());
        mail.send(email.strip(), person.tastes().language(), "mail.email", mail.link("/email/" + secret));
    }

    /** The address a link confirms; nothing if it can no longer be followed. */
    @Transactional(readOnly = true)
    public Optional<String> asked(String secret) {
        return links.about(Links.Purpose.EMAIL, secret).map(Wish::parse).map(Wish::email);
    }

    /** The address becomes the account's; links that went to the old one open nothing any more. */
    public void confirm(String secret) {
        Wish wish = links.use(Links.Purpose.EMAIL, secret)
                .map(Wish::parse)
                .orElseThrow(() -> Refused.invalid("refused.link"));
        Person person = people.byId(wish.person())
                .filter(one -> !one.closed())
                .orElseThrow(() -> Refused.invalid("refused.link"));
        if (people.byEmail(wish.email()).isPresent()) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.emailTaken");
        }
        people.email(person.id(), wish.email());
        links.withdraw(Links.Purpose.PASSWORD, person.id().toString());
        mail.send(person.email(), person.tastes().language(), "mail.emailChanged", wish.email());
        audit.note(
                Optional.of(person.id().value()), "email.changed", person.id(), person.email() + " to " + wish.email());
    }
}
