package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.HalfWay;
import org.proofmark.portal.identity.PasswordProof;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.SecondProof;
import org.proofmark.portal.identity.SignUps;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** In by password, and by code where the person has a second proof. */
@Controller
class SignInPages {
    private final PasswordProof passwords;
    private final SecondProof codes;
    private final People people;
    private final SignUps signUps;
    private final Entry entry;
    private final Refusals refusals;

    SignInPages(
            PasswordProof passwords,
            SecondProof codes,
            People people,
            SignUps signUps,
            Entry entry,
            Refusals refusals) {
        this.passwords = passwords;
        this.codes = codes;
        this.people = people;
        this.signUps = signUps;
        this.entry = entry;
        this.refusals = refusals;
    }

    @GetMapping("/sign-in")
    @Allow(anyone = true)
    ModelAndView signIn(@RequestParam(required = false) @Nullable String out) {
        return form("", out != null);
    }

    @PostMapping("/sign-in")
    @Allow(anyone = true)
    ModelAndView signIn(
            @RequestParam String email,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        try {
            return new ModelAndView(
                    entry.afterPassword(passwords.prove(email, password, request.getRemoteAddr()), request, response));
        } catch (Refused refused) {
            return refusals.again(form(email, false), refused, response, locale);
        }
    }

    @GetMapping("/sign-in/code")
    @Allow(halfWay = true)
    ModelAndView code() {
        return new ModelAndView("sign-in-code", Map.of("errors", List.of()));
    }

    @PostMapping("/sign-in/code")
    @Allow(halfWay = true)
    ModelAndView code(
            @AuthenticationPrincipal HalfWay half,
            @RequestParam String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        try {
            String proof = codes.prove(half, code);
            return people.byId(half.person())
                    .filter(person -> !person.closed())
                    .map(person -> new ModelAndView(entry.letIn(person, proof, request, response)))
                    .orElseThrow(() -> Refused.invalid("signIn.wrong"));
        } catch (Refused refused) {
            return refusals.again(code(), refused, response, locale);
        }
    }

    private ModelAndView form(String email, boolean out) {
        return new ModelAndView(
                "sign-in", Map.of("email", email, "out", out, "open", signUps.open(), "errors", List.of()));
    }
}
