package org.proofmark.portal.identity;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Settings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Those who have an account, and how they come to have one. */
@Service
@Transactional
public class People {
    private static final int LONGEST_NAME = 200;
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final PeopleStore store;
    private final OrganisationStore organisations;
    private final Links links;
    private final Askings askings;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Mail mail;
    private final Settings settings;
    private final Audit audit;
    private final InstantSource clock;

    People(
            PeopleStore store,
            OrganisationStore organisations,
            Links links,
            Askings askings,
            Passwords passwords,
            Sessions sessions,
            Mail mail,
            Settings settings,
            Audit audit,
            InstantSource clock) {
        this.store = store;
        this.organisations = organisations;
        this.links = links;
        this.askings = askings;
        this.passwords = passwords;
        this.sessions = sessions;
        this.mail = mail;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<Person> byEmail(String email) {
        return store.byEmail(email.strip());
    }

    public Optional<Person> byId(PersonId id) {
        return store.byId(id);
    }

    /** How some call themselves, for whom they act together with; those that are gone are left out. */
    public Map<PersonId, String> names(Collection<PersonId> ids) {
        return ids.isEmpty() ? Map.of() : store.names(ids);
    }

    public List<Person> all() {
        return store.all();
    }

    /**
     * Some of them, by name.
     *
     * @param after the one after whom to go on
     */
    public List<Person> some(Optional<PersonId> after, int limit) {
        return store.some(after, limit);
    }

    /**
     * Who asks, as things stand now; nobody if the account is closed or gone. Who was removed acts for nobody else any more.
     *
     * <p>Asked at each call, so without a transaction, which would be one more exchange with the database.
     */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<SignedIn> now(SignedIn who) {
        return store.byId(who.person()).filter(person -> !person.closed()).map(person -> {
            Optional<Organisation> organisation = who.holder().equals(person.holder())
                    ? Optional.empty()
                    : organisations.of(person.id(), who.holder());
            HolderId holder = organisation.map(Organisation::id).orElse(person.holder());
            String shown =
                    organisation.map(one -> person.name() + " · " + one.name()).orElse(person.name());
            return new SignedIn(person.id(), holder, shown, person.roles(), who.writes());
        });
    }

    /** Notes that someone came in, and how it was proved. */
    public void cameIn(Person person, String proof) {
        audit.note(Optional.of(person.id().value()), "sign-in", person.id(), proof);
    }

    /** The language of a new account. */
    Person speak(Person person, Locale language) {
        Locale tongue = LANGUAGES.contains(Locale.of(language.getLanguage())) ? language : Locale.ENGLISH;
        store.describe(
                person.id(), person.name(), new Tastes(tongue, person.tastes().zone()));
        return store.byId(person.id()).orElseThrow(Refused::notFound);
    }

    /** Shows times in the zone the person's browser tells, until the person chooses one; what is no zone is left aside. */
    public void sitsIn(PersonId person, String zone) {
        if (ZoneId.getAvailableZoneIds().contains(zone)) {
            store.zone(person, ZoneId.of(zone));
        }
    }

    /** Name, language and zone, as the person wants them. */
    public Person describe(SignedIn who, String name, String language, String zone) {
        checkName(name);
        Locale tongue = LANGUAGES.stream()
                .filter(one -> one.getLanguage().equals(language))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("refused.language"));
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Refused.invalid("refused.zone");
        }
        store.describe(who.person(), name.strip(), new Tastes(tongue, ZoneId.of(zone)));
        return store.byId(who.person()).orElseThrow(Refused::notFound);
    }

    /**
     * A new password; every other session is over.
     *
     * @param session the one that stays
     */
    public void changePassword(SignedIn who, String fresh, String session) {
        passwords.check(fresh);
        store.password(who.person(), passwords.hash(fresh));
        sessions.endOthers(who.person(), session);
        store.byId(who.person())
                .ifPresent(person -> mail.send(person.email(), person.tastes().language(), "mail.passwordChanged"));
        audit.note(Optional.of(who.person().value()), "password.changed", who.person(), "");
    }

    /** The secret of a link that makes the first administrator; nothing once there is one. Earlier ones no longer work. */
    public Optional<String> startLink() {
        if (store.anyAdministrator()) {
            return Optional.empty();
        }
        links.withdraw(Links.Purpose.START);
        return Optional.of(links.make(Links.Purpose.START, "administrator"));
    }

    public boolean startsWith(String secret) {
        return links.about(Links.Purpose.START, secret).isPresent();
    }

    /** Makes the first administrator, who is a creator as well. */
    public Person start(String secret, String name, String email, String password) {
        check(name, email, password);
        useUp(Links.Purpose.START, secret);
        return add(name, email, password, Set.of(Role.ADMINISTRATOR, Role.CREATOR), true);
    }

    /** Adds a person whose address is known to be theirs. */
    public Person add(String name, String email, String password, Set<Role> roles, boolean confirmed) {
        check(name, email, password);
        if (store.byEmail(email.strip()).isPresent()) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.emailTaken");
        }
        Person person = new Person(
                new PersonId(UUID.randomUUID()),
                name.strip(),
                email.strip(),
                Optional.of(passwords.hash(password)),
                confirmed,
                false,
                false,
                new HolderId(UUID.randomUUID()),
                roles,
                clock.instant(),
                Tastes.STANDARD);
        store.insert(person, Plans.FIRST);
        audit.note(Optional.of(person.id().value()), "account.made", person.id(), String.join(" ", names(roles)));
        return person;
    }

    /**
     * Invites an address, by mail where mails are sent.
     *
     * @param key of the call, which with the same key again is the same invitation
     * @param language of the mail
     * @return the secret of the link, with which an account of these roles can be made
     */
    public String invite(SignedIn by, Optional<UUID> key, String email, Set<Role> roles, Locale language) {
        checkOpen();
        checkEmail(email);
        if (roles.isEmpty()) {
            throw Refused.invalid("refused.noRole");
        }
        String what = "invitation " + new Invitation(email.strip(), roles);
        return askings.once(by, key, what, () -> invited(by, email, roles, language));
    }

    private String invited(SignedIn by, String email, Set<Role> roles, Locale language) {
        audit.note(Optional.of(by.person().value()), "invitation.made", email, String.join(" ", names(roles)));
        String secret = links.make(Links.Purpose.INVITATION, new Invitation(email.strip(), roles).toString());
        mail.send(email.strip(), language, "mail.invitation", by.name(), mail.link("/join/" + secret));
        return secret;
    }

    public Optional<Invitation> invitation(String secret) {
        return links.about(Links.Purpose.INVITATION, secret).map(Invitation::parse);
    }

    /** Makes the account of someone invited. */
    public Person accept(String secret, String name, String password) {
        checkOpen();
        Invitation invitation = invitation(secret).orElseThrow(() -> Refused.invalid("refused.link"));
        check(name, invitation.email(), password);
        useUp(Links.Purpose.INVITATION, secret);
        return add(name, invitation.email(), password, invitation.roles(), true);
    }

    /** Whether people can be invited here. */
    public boolean invites() {
        return settings.signUp() != Settings.SignUp.CLOSED;
    }

    private void checkOpen() {
        if (!invites()) {
            throw new Refused(Refused.Kind.FORBIDDEN, "refused.signUpClosed");
        }
    }

    private void useUp(Links.Purpose purpose, String secret) {
        if (links.use(purpose, secret).isEmpty()) {
            throw Refused.invalid("refused.link");
        }
    }

    /** Refuses what no account can be made of. */
    void check(String name, String email, String password) {
        checkName(name);
        checkEmail(email);
        passwords.check(password);
    }

    static void checkName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid("refused.name", LONGEST_NAME);
        }
    }

    static void checkEmail(String email) {
        if (!email.strip().matches("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,190}")) {
            throw Refused.invalid("refused.email");
        }
    }

    private static List<String> names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().toList();
    }
}
