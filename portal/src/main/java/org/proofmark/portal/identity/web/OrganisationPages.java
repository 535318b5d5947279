package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.HolderId;
import org.proofmark.portal.identity.Member;
import org.proofmark.portal.identity.Organisation;
import org.proofmark.portal.identity.Organisations;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Addresses;
import org.proofmark.portal.platform.Mail;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The organisations one acts for, who else does, and for whom one acts now. */
@Controller
@Allow(signedIn = true)
class OrganisationPages {
    private final Organisations organisations;
    private final People people;
    private final Entry entry;
    private final Addresses addresses;
    private final Mail mail;
    private final Refusals refusals;

    OrganisationPages(
            Organisations organisations,
            People people,
            Entry entry,
            Addresses addresses,
            Mail mail,
            Refusals refusals) {
        this.organisations = organisations;
        this.people = people;
        this.entry = entry;
        this.addresses = addresses;
        this.mail = mail;
        this.refusals = refusals;
    }

    @GetMapping("/me/organisation")
    ModelAndView organisations(@AuthenticationPrincipal SignedIn me) {
        return page(me);
    }

    @PostMapping("/me/organisation")
    ModelAndView make(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String name,
            HttpServletResponse response,
            Locale locale) {
        return act(
                me,
                () -> done(() -> organisations.make(me, new HolderId(UUID.randomUUID()), name)),
                Map.of("name", name),
                response,
                locale);
    }

    /** For whom one acts, until one signs out. */
    @PostMapping("/me/organisation/acting")
    String act(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam HolderId holder,
            HttpServletRequest request,
            HttpServletResponse response) {
        entry.goOnAs(organisations.actFor(me, holder), request, response);
        return "redirect:/me/organisation";
    }

    @PostMapping("/me/organisation/{holder}/invitations")
    ModelAndView invite(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable HolderId holder,
            @RequestParam String email,
            HttpServletResponse response,
            Locale locale) {
        return act(
                me,
                () -> {
                    String secret = organisations.invite(me, Optional.empty(), holder, email, locale);
                    return mail.possible()
                            ? page(me).addObject("sent", email.strip())
                            : page(me).addObject("link", addresses.of("/organisations/join/" + secret));
                },
                Map.of("email", email),
                response,
                locale);
    }

    @PostMapping("/me/organisation/{holder}/members/{person}")
    ModelAndView owner(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable HolderId holder,
            @PathVariable PersonId person,
            @RequestParam boolean owner,
            HttpServletResponse response,
            Locale locale) {
        return act(me, () -> done(() -> organisations.owner(me, holder, person, owner)), Map.of(), response, locale);
    }

    @PostMapping("/me/organisation/{holder}/members/{person}/removal")
    ModelAndView remove(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable HolderId holder,
            @PathVariable PersonId person,
            HttpServletResponse response,
            Locale locale) {
        return act(me, () -> done(() -> organisations.remove(me, holder, person)), Map.of(), response, locale);
    }

    @PostMapping("/me/organisation/{holder}/leaving")
    ModelAndView leave(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable HolderId holder,
            HttpServletResponse response,
            Locale locale) {
        return act(me, () -> done(() -> organisations.leave(me, holder)), Map.of(), response, locale);
    }

    @GetMapping("/organisations/join/{secret}")
    ModelAndView invited(@AuthenticationPrincipal SignedIn me, @PathVariable String secret) {
        return organisations
                .invited(me, secret)
                .map(name -> new ModelAndView("join-organisation", Map.of("name", name, "secret", secret)))
                .orElseGet(OrganisationPages::spent);
    }

    @PostMapping("/organisations/join/{secret}")
    ModelAndView join(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable String secret,
            HttpServletRequest request,
            HttpServletResponse response) {
        HolderId holder = organisations.join(me, secret);
        entry.goOnAs(organisations.actFor(me, holder), request, response);
        return new ModelAndView("redirect:/me/organisation");
    }

    private static ModelAndView done(Runnable act) {
        act.run();
        return new ModelAndView("redirect:/me/organisation");
    }

    private ModelAndView act(
            SignedIn me,
            Supplier<ModelAndView> act,
            Map<String, String> typed,
            HttpServletResponse response,
            Locale locale) {
        try {
            return act.get();
        } catch (Refused refused) {
            return refusals.again(page(me).addAllObjects(typed), refused, response, locale);
        }
    }

    private ModelAndView page(SignedIn me) {
        Map<Organisation, List<Member>> all = new LinkedHashMap<>();
        organisations.of(me.person()).forEach(one -> all.put(one, organisations.members(me, one.id())));
        Map<String, Object> model = new HashMap<>();
        model.put("organisations", all);
        model.put("own", people.byId(me.person()).orElseThrow(Refused::notFound).holder());
        model.put("acting", me.holder());
        model.put("person", me.person());
        model.put("name", "");
        model.put("email", "");
        model.put("link", "");
        model.put("sent", "");
        model.put("errors", List.of());
        return new ModelAndView("organisation", model);
    }

    private static ModelAndView spent() {
        ModelAndView page = new ModelAndView("link-spent");
        page.setStatus(HttpStatus.NOT_FOUND);
        return page;
    }
}
