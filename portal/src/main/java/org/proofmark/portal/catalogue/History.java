package org.proofmark.portal.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happened to a work since it was registered, as the audit tells it. */
@Service
@Transactional(readOnly = true)
public class History {
    private static final int MOST_THINGS = 20;

    private final Works works;
    private final UploadStore uploads;
    private final People people;
    private final Audit audit;

    History(Works works, UploadStore uploads, People people, Audit audit) {
        this.works = works;
        this.uploads = uploads;
        this.people = people;
        this.audit = audit;
    }

    /**
     * One act.
     *
     * @param who by name; nobody for the program itself
     * @param act what, as the audit calls it
     * @param about what it is about beside the work: a licensee
     */
    public record Past(Instant at, Optional<String> who, String act, String about, List<Difference> differences) {
        public Past {
            differences = List.copyOf(differences);
        }
    }

    /**
     * The acts, newest first.
     *
     * @param beside things whose acts are told as well, with their names: the licences that cover it
     */
    public List<Past> of(SignedIn by, WorkId id, Map<?, String> beside) {
        Work work = works.find(by, id);
        List<Past> past = new ArrayList<>();
        past.add(new Past(work.registeredAt(), Optional.empty(), "work.registered", work.fileName(), List.of()));
        uploads.declared(id)
                .ifPresent(declared -> past.add(new Past(
                        declared.at(),
                        name(declared.by().value()),
                        "work.declared." + declared.words(),
                        "",
                        List.of())));
        audit.about(id).forEach(entry -> past.add(past(entry, "")));
        beside.entrySet().stream()
                .limit(MOST_THINGS)
                .forEach(thing -> audit.about(thing.getKey()).stream()
                        .filter(entry -> !entry.act().equals("licence.invoice"))
                        .forEach(entry -> past.add(past(entry, thing.getValue()))));
        return past.stream().sorted(Comparator.comparing(Past::at).reversed()).toList();
    }

    private Past past(Audit.Entry entry, String about) {
        return new Past(entry.at(), entry.who().flatMap(this::name), act(entry), about, Difference.read(entry.told()));
    }

    /** A statement and its withdrawal are one act in the audit, and two for a reader. */
    private static String act(Audit.Entry entry) {
        return entry.act().equals("work.neverLicensed") && entry.told().equals("false")
                ? "work.mayBeLicensed"
                : entry.act();
    }

    private Optional<String> name(UUID who) {
        return people.byId(new PersonId(who)).map(Person::name);
    }
}
