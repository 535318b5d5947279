package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Addresses;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The administrator's page of people. */
@Controller
@Allow(Role.ADMINISTRATOR)
class PeoplePages {
    private static final int PAGE = 100;

    private final People people;
    private final Refusals refusals;
    private final Addresses addresses;
    private final Mail mail;

    PeoplePages(People people, Refusals refusals, Addresses addresses, Mail mail) {
        this.people = people;
        this.refusals = refusals;
        this.addresses = addresses;
        this.mail = mail;
    }

    @GetMapping("/people")
    ModelAndView people(@RequestParam(required = false) @Nullable PersonId after) {
        return page("", "", Optional.ofNullable(after));
    }

    @PostMapping("/people/invitations")
    ModelAndView invite(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String email,
            @RequestParam(required = false) @Nullable Set<Role> role,
            HttpServletResponse response,
            Locale locale) {
        try {
            String secret = people.invite(me, Optional.empty(), email, role == null ? Set.of() : role, locale);
            return mail.possible()
                    ? page("", "").addObject("sent", email.strip())
                    : page("", addresses.of("/join/" + secret));
        } catch (Refused refused) {
            return refusals.again(page(email, ""), refused, response, locale);
        }
    }

    private ModelAndView page(String email, String link) {
        return page(email, link, Optional.empty());
    }

    private ModelAndView page(String email, String link, Optional<PersonId> after) {
        List<Person> found = people.some(after, PAGE + 1);
        List<Person> shown = found.stream().limit(PAGE).toList();
        return new ModelAndView(
                "people",
                Map.of(
                        "people",
                        shown,
                        "invites",
                        people.invites(),
                        "more",
                        found.size() > PAGE ? shown.getLast().id().toString() : "",
                        "roles",
                        Arrays.asList(Role.values()),
                        "email",
                        email,
                        "link",
                        link,
                        "errors",
                        List.of(),
                        "sent",
                        ""));
    }
}
