package org.proofmark.portal.identity;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an administrator does to the accounts of others. One administrator always remains. */
@Service
@Transactional
public class Administration {
    private final PeopleStore people;
    private final Sessions sessions;
    private final Audit audit;

    Administration(PeopleStore people, Sessions sessions, Audit audit) {
        this.people = people;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** From the next call on. */
    public void roles(SignedIn by, PersonId person, Set<Role> roles) {
        Person before = people.byId(person).orElseThrow(Refused::notFound);
        if (roles.isEmpty()) {
            throw Refused.invalid("refused.noRole");
        }
        if (!roles.contains(Role.ADMINISTRATOR)) {
            requireAnother(before);
        }
        people.roles(person, roles);
        audit.note(
                Optional.of(by.person().value()),
                "roles.changed",
                person,
                words(before.roles()) + " to " + words(roles));
    }

    /** Nobody comes in any more, with password, passkey or key; who is in is out. What the person made stays. */
    public void close(SignedIn by, PersonId person) {
        requireAnother(people.byId(person).orElseThrow(Refused::notFound));
        people.closed(person, true);
        sessions.endAll(person);
        audit.note(Optional.of(by.person().value()), "account.closed", person, "");
    }

    public void reopen(SignedIn by, PersonId person) {
        if (people.byId(person).isEmpty()) {
            throw Refused.notFound();
        }
        people.closed(person, false);
        audit.note(Optional.of(by.person().value()), "account.reopened", person, "");
    }

    private void requireAnother(Person person) {
        if (person.roles().contains(Role.ADMINISTRATOR) && !people.administratorBeside(person.id())) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.lastAdministrator");
        }
    }

    private static String words(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().collect(Collectors.joining(" "));
    }
}
