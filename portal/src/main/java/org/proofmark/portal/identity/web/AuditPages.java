package org.proofmark.portal.identity.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who did what, for administrators. */
@Controller
@Allow(Role.ADMINISTRATOR)
class AuditPages {
    private static final int PAGE = 100;

    private final Audit audit;
    private final People people;

    AuditPages(Audit audit, People people) {
        this.audit = audit;
        this.people = people;
    }

    /**
     * One page.
     *
     * @param person an id, or "" for all
     * @param act how the act begins
     * @param before id of the last entry of the page before
     */
    @GetMapping("/people/audit")
    ModelAndView audit(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(required = false) @Nullable Long before,
            Locale locale) {
        Optional<PersonId> whose = person.isBlank() ? Optional.empty() : Optional.of(parse(person));
        List<Audit.Entry> entries =
                audit.find(whose.map(PersonId::value), act.strip(), before == null ? Long.MAX_VALUE : before, PAGE + 1);
        Map<String, Person> known =
                people.all().stream().collect(Collectors.toMap(one -> one.id().toString(), Function.identity()));
        Map<String, Object> model = new HashMap<>();
        model.put("entries", entries.stream().limit(PAGE).toList());
        model.put("more", entries.size() > PAGE ? entries.get(PAGE - 1).id() : 0L);
        model.put("people", known);
        model.put("person", person);
        model.put("act", act);
        model.put("at", Moments.in(people.byId(me.person()).orElseThrow(Refused::notFound), locale));
        return new ModelAndView("audit", model);
    }

    private static PersonId parse(String person) {
        try {
            return PersonId.of(person);
        } catch (IllegalArgumentException misspelt) {
            throw Refused.notFound();
        }
    }
}
