package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.KeyId;
import org.proofmark.portal.identity.Keys;
import org.proofmark.portal.identity.PasswordProof;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Scope;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A person's API keys. */
@Controller
@Allow(signedIn = true)
class KeyPages {
    private final Keys keys;
    private final People people;
    private final PasswordProof proof;
    private final Refusals refusals;

    KeyPages(Keys keys, People people, PasswordProof proof, Refusals refusals) {
        this.keys = keys;
        this.people = people;
        this.proof = proof;
        this.refusals = refusals;
    }

    @GetMapping("/me/keys")
    ModelAndView keys(@AuthenticationPrincipal SignedIn me, Locale locale) {
        return page(me, locale, "", "");
    }

    @PostMapping("/me/keys")
    ModelAndView make(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String name,
            @RequestParam(required = false) @Nullable Set<Scope> scope,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam String password,
            HttpServletResponse response,
            Locale locale) {
        try {
            proof.again(me, password);
            String secret = keys.make(
                    me,
                    new KeyId(UUID.randomUUID()),
                    name,
                    scope == null ? Set.of() : scope,
                    Optional.ofNullable(until));
            response.setHeader("Cache-Control", "no-store");
            return page(me, locale, "", secret);
        } catch (Refused refused) {
            return refusals.again(page(me, locale, name, ""), refused, response, locale);
        }
    }

    @PostMapping("/me/keys/{key}/revocation")
    String revoke(@AuthenticationPrincipal SignedIn me, @PathVariable KeyId key) {
        keys.revoke(me, key);
        return "redirect:/me/keys";
    }

    private ModelAndView page(SignedIn me, Locale locale, String name, String secret) {
        Person person = people.byId(me.person()).orElseThrow(Refused::notFound);
        Map<String, Object> model = new HashMap<>();
        model.put("keys", keys.of(me.person()));
        model.put("areas", Scope.Area.values());
        model.put("name", name);
        model.put("secret", secret);
        model.put("at", Moments.in(person, locale));
        model.put("errors", List.of());
        return new ModelAndView("keys", model);
    }
}
