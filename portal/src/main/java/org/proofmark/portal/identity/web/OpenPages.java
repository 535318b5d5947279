package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.ForgottenPasswords;
import org.proofmark.portal.identity.SignUps;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What goes by mail: an account of one's own, and a forgotten password. No page tells whether an address has an account. */
@Controller
@Allow(anyone = true)
class OpenPages {
    private final SignUps signUps;
    private final ForgottenPasswords forgotten;
    private final Entry entry;
    private final Refusals refusals;

    OpenPages(SignUps signUps, ForgottenPasswords forgotten, Entry entry, Refusals refusals) {
        this.signUps = signUps;
        this.forgotten = forgotten;
        this.entry = entry;
        this.refusals = refusals;
    }

    @GetMapping("/sign-up")
    ModelAndView signUp() {
        if (!signUps.open()) {
            throw Refused.notFound();
        }
        return account("", "");
    }

    @PostMapping("/sign-up")
    ModelAndView signUp(
            @RequestParam String name,
            @RequestParam String email,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        try {
            signUps.begin(name, email, password, locale, request.getRemoteAddr());
            return new ModelAndView("look-into-mail", Map.of("email", email.strip(), "view", "signUp"));
        } catch (Refused refused) {
            return refusals.again(account(name, email), refused, response, locale);
        }
    }

    @GetMapping("/sign-up/{secret}")
    ModelAndView confirm(@PathVariable String secret) {
        return signUps.begun(secret) ? password("confirm", "/sign-up/" + secret) : spent();
    }

    @PostMapping("/sign-up/{secret}")
    ModelAndView confirm(
            @PathVariable String secret,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        try {
            return new ModelAndView(
                    entry.letIn(signUps.confirm(secret, password, locale), "password and link", request, response));
        } catch (Refused refused) {
            return refusals.again(password("confirm", "/sign-up/" + secret), refused, response, locale);
        }
    }

    @GetMapping("/sign-in/forgotten")
    ModelAndView forgotten() {
        return new ModelAndView(
                "forgotten", Map.of("email", "", "possible", forgotten.possible(), "errors", List.of()));
    }

    @PostMapping("/sign-in/forgotten")
    ModelAndView forgotten(
            @RequestParam String email, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        try {
            forgotten.ask(email, request.getRemoteAddr());
            return new ModelAndView("look-into-mail", Map.of("email", email.strip(), "view", "forgotten"));
        } catch (Refused refused) {
            return refusals.again(forgotten().addObject("email", email), refused, response, locale);
        }
    }

    @GetMapping("/password/{secret}")
    ModelAndView choose(@PathVariable String secret) {
        return forgotten.asked(secret) ? password("choose", "/password/" + secret) : spent();
    }

    @PostMapping("/password/{secret}")
    ModelAndView choose(
            @PathVariable String secret, @RequestParam String password, HttpServletResponse response, Locale locale) {
        try {
            forgotten.choose(secret, password);
            return new ModelAndView("redirect:/sign-in?changed");
        } catch (Refused refused) {
            return refusals.again(password("choose", "/password/" + secret), refused, response, locale);
        }
    }

    private static ModelAndView account(String name, String email) {
        return new ModelAndView(
                "account",
                Map.of("view", "signUp", "action", "/sign-up", "name", name, "email", email, "errors", List.of()));
    }

    private static ModelAndView password(String view, String action) {
        return new ModelAndView("password", Map.of("view", view, "action", action, "errors", List.of()));
    }

    private static ModelAndView spent() {
        ModelAndView page = new ModelAndView("link-spent");
        page.setStatus(HttpStatus.NOT_FOUND);
        return page;
    }
}
