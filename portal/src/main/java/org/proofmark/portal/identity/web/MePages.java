package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.NewAddresses;
import org.proofmark.portal.identity.PasswordProof;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/** A person's own account. */
@Controller
@Allow(signedIn = true)
class MePages {
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.contains("/"))
            .sorted()
            .toList();

    private final People people;
    private final Refusals refusals;
    private final LocaleResolver tongues;
    private final PasswordProof proof;
    private final NewAddresses addresses;

    MePages(People people, Refusals refusals, LocaleResolver tongues, PasswordProof proof, NewAddresses addresses) {
        this.people = people;
        this.proof = proof;
        this.addresses = addresses;
        this.refusals = refusals;
        this.tongues = tongues;
    }

    @GetMapping("/me")
    ModelAndView me(@AuthenticationPrincipal SignedIn me) {
        Person person = people.byId(me.person()).orElseThrow(Refused::notFound);
        return page(
                person,
                person.name(),
                person.tastes().language().getLanguage(),
                person.tastes().zone().getId());
    }

    /** Another address, which counts once a link sent to it was followed. */
    @PostMapping("/me/email")
    ModelAndView email(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String email,
            @RequestParam String password,
            HttpServletResponse response,
            Locale locale) {
        try {
            proof.again(me, password);
            addresses.ask(me, email);
            return me(me).addObject("sent", email.strip());
        } catch (Refused refused) {
            return refusals.again(me(me).addObject("newEmail", email), refused, response, locale);
        }
    }

    @PostMapping("/me")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String name,
            @RequestParam String language,
            @RequestParam String zone,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        try {
            Person person = people.describe(me, name, language, zone);
            tongues.setLocale(request, response, person.tastes().language());
            return new ModelAndView("redirect:/me?saved");
        } catch (Refused refused) {
            Person person = people.byId(me.person()).orElseThrow(Refused::notFound);
            return refusals.again(page(person, name, language, zone), refused, response, locale);
        }
    }

    private ModelAndView page(Person person, String name, String language, String zone) {
        Map<String, Object> model = new HashMap<>();
        model.put("email", person.email());
        model.put("mails", addresses.possible());
        model.put("newEmail", "");
        model.put("sent", "");
        model.put("name", name);
        model.put("language", language);
        model.put("zone", zone);
        model.put("zones", ZONES);
        model.put("errors", List.of());
        return new ModelAndView("me", model);
    }
}
