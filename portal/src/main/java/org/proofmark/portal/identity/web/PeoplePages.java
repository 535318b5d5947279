package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Settings;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The administrator's page of people. */
@Controller
@Allow(Role.ADMINISTRATOR)
class PeoplePages {
    private final People people;
    private final Refusals refusals;
    private final Settings settings;

    PeoplePages(People people, Refusals refusals, Settings settings) {
        this.people = people;
        this.refusals = refusals;
        this.settings = settings;
    }

    @GetMapping("/people")
    ModelAndView people() {
        return page("", "", List.of());
    }

    @PostMapping("/people/invitations")
    ModelAndView invite(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String email,
            @RequestParam(required = false) @Nullable Set<Role> role,
            HttpServletRequest request,
            Locale locale) {
        try {
            String secret = people.invite(me, email, role == null ? Set.of() : role);
            return page("", address() + "/join/" + secret, List.of());
        } catch (Refused refused) {
            ModelAndView page = page(email, "", List.of(refusals.text(refused, locale)));
            page.setStatus(HttpStatus.valueOf(refused.kind().status()));
            return page;
        }
    }

    private String address() {
        return settings.address()
                .map(URI::toString)
                .orElseGet(() -> ServletUriComponentsBuilder.fromCurrentContextPath()
                        .build()
                        .toUriString());
    }

    private ModelAndView page(String email, String link, List<String> errors) {
        return new ModelAndView(
                "people",
                Map.of(
                        "people", people.all(),
                        "roles", Arrays.asList(Role.values()),
                        "email", email,
                        "link", link,
                        "errors", errors));
    }
}
