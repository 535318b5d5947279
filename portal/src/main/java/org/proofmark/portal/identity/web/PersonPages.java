package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Administration;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.ForgottenPasswords;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.Plans;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SecondProof;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Addresses;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One account, as an administrator sees it. */
@Controller
@Allow(Role.ADMINISTRATOR)
class PersonPages {
    private final People people;
    private final Administration administration;
    private final Plans plans;
    private final SecondProof codes;
    private final ForgottenPasswords passwords;
    private final Addresses addresses;
    private final Refusals refusals;

    PersonPages(
            People people,
            Administration administration,
            Plans plans,
            SecondProof codes,
            ForgottenPasswords passwords,
            Addresses addresses,
            Refusals refusals) {
        this.people = people;
        this.administration = administration;
        this.plans = plans;
        this.codes = codes;
        this.passwords = passwords;
        this.addresses = addresses;
        this.refusals = refusals;
    }

    @GetMapping("/people/{id}")
    ModelAndView person(@PathVariable PersonId id, Locale locale) {
        return page(id, "", locale);
    }

    @PostMapping("/people/{id}/roles")
    ModelAndView roles(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable PersonId id,
            @RequestParam(required = false) @Nullable Set<Role> role,
            HttpServletResponse response,
            Locale locale) {
        return act(id, () -> administration.roles(me, id, role == null ? Set.of() : role), response, locale);
    }

    @PostMapping("/people/{id}/plan")
    ModelAndView plan(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable PersonId id,
            @RequestParam String plan,
            HttpServletResponse response,
            Locale locale) {
        return act(id, () -> plans.give(me, found(id).holder(), plan), response, locale);
    }

    @PostMapping("/people/{id}/closure")
    ModelAndView close(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable PersonId id,
            HttpServletResponse response,
            Locale locale) {
        return act(id, () -> administration.close(me, id), response, locale);
    }

    @PostMapping("/people/{id}/reopening")
    ModelAndView reopen(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable PersonId id,
            HttpServletResponse response,
            Locale locale) {
        return act(id, () -> administration.reopen(me, id), response, locale);
    }

    @PostMapping("/people/{id}/totp/off")
    ModelAndView withoutCodes(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable PersonId id,
            HttpServletResponse response,
            Locale locale) {
        return act(id, () -> codes.endFor(me, found(id).id()), response, locale);
    }

    @PostMapping("/people/{id}/password-link")
    ModelAndView passwordLink(@AuthenticationPrincipal SignedIn me, @PathVariable PersonId id, Locale locale) {
        return page(id, addresses.of(passwords.link(me, Optional.empty(), id)), locale);
    }

    private ModelAndView act(PersonId id, Runnable act, HttpServletResponse response, Locale locale) {
        try {
            act.run();
            return new ModelAndView("redirect:/people/" + id);
        } catch (Refused refused) {
            return refusals.again(page(id, "", locale), refused, response, locale);
        }
    }

    private Person found(PersonId id) {
        return people.byId(id).orElseThrow(Refused::notFound);
    }

    private ModelAndView page(PersonId id, String link, Locale locale) {
        Person person = found(id);
        Map<String, Object> model = new HashMap<>();
        model.put("person", person);
        model.put("roles", Arrays.asList(Role.values()));
        model.put("plans", plans.all());
        model.put("plan", plans.of(person.holder()));
        model.put("language", locale);
        model.put("link", link);
        model.put("errors", List.of());
        return new ModelAndView("person", model);
    }
}
