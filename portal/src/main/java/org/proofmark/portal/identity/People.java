package org.proofmark.portal.identity;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Those who have an account, and how they come to have one. */
@Service
@Transactional
public class People {
    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 200;
    private static final int LONGEST_NAME = 200;

    private final PeopleStore store;
    private final Links links;
    private final PasswordEncoder passwords;
    private final CommonPasswords common;
    private final Audit audit;
    private final InstantSource clock;

    People(
            PeopleStore store,
            Links links,
            PasswordEncoder passwords,
            CommonPasswords common,
            Audit audit,
            InstantSource clock) {
        this.store = store;
        this.links = links;
        this.passwords = passwords;
        this.common = common;
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<Person> byEmail(String email) {
        return store.byEmail(email.strip());
    }

    public Optional<Person> byId(PersonId id) {
        return store.byId(id);
    }

    public List<Person> all() {
        return store.all();
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
                Optional.of(hash(password)),
                confirmed,
                false,
                false,
                new HolderId(UUID.randomUUID()),
                roles,
                clock.instant());
        store.insert(person, "free");
        audit.note(Optional.of(person.id().value()), "account.made", person.id(), String.join(" ", names(roles)));
        return person;
    }

    /** Invites an address: the secret of the link, with which an account of these roles can be made. */
    public String invite(SignedIn by, String email, Set<Role> roles) {
        checkEmail(email);
        if (roles.isEmpty()) {
            throw Refused.invalid("refused.noRole");
        }
        audit.note(Optional.of(by.person().value()), "invitation.made", email, String.join(" ", names(roles)));
        return links.make(Links.Purpose.INVITATION, new Invitation(email.strip(), roles).toString());
    }

    public Optional<Invitation> invitation(String secret) {
        return links.about(Links.Purpose.INVITATION, secret).map(Invitation::parse);
    }

    /** Makes the account of someone invited. */
    public Person accept(String secret, String name, String password) {
        Invitation invitation = invitation(secret).orElseThrow(() -> Refused.invalid("refused.link"));
        check(name, invitation.email(), password);
        useUp(Links.Purpose.INVITATION, secret);
        return add(name, invitation.email(), password, invitation.roles(), true);
    }

    private void useUp(Links.Purpose purpose, String secret) {
        if (links.use(purpose, secret).isEmpty()) {
            throw Refused.invalid("refused.link");
        }
    }

    private String hash(String password) {
        String hash = passwords.encode(password);
        if (hash == null) {
            throw new IllegalStateException("the password has no hash");
        }
        return hash;
    }

    private void check(String name, String email, String password) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid("refused.name", LONGEST_NAME);
        }
        checkEmail(email);
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw Refused.invalid("refused.passwordLength", SHORTEST_PASSWORD, LONGEST_PASSWORD);
        }
        if (common.contains(password)) {
            throw Refused.invalid("refused.passwordCommon");
        }
    }

    private static void checkEmail(String email) {
        if (!email.strip().matches("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,190}")) {
            throw Refused.invalid("refused.email");
        }
    }

    private static List<String> names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().toList();
    }
}
