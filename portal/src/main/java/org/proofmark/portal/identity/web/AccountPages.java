package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Invitation;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How one comes to have an account, and in. */
@Controller
@Allow(anyone = true)
class AccountPages {
    private final People people;
    private final Refusals refusals;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    AccountPages(People people, Refusals refusals) {
        this.people = people;
        this.refusals = refusals;
    }

    @GetMapping("/")
    String home() {
        return "redirect:/photos";
    }

    @GetMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam(required = false) @Nullable String wrong,
            @RequestParam(required = false) @Nullable String out) {
        return new ModelAndView("sign-in", Map.of("wrong", wrong != null, "out", out != null));
    }

    @GetMapping("/start/{secret}")
    ModelAndView start(@PathVariable String secret) {
        return people.startsWith(secret) ? account("start", "/start/" + secret, "", "", List.of()) : spent();
    }

    @PostMapping("/start/{secret}")
    ModelAndView start(
            @PathVariable String secret,
            @RequestParam String name,
            @RequestParam String email,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return enter(
                () -> people.start(secret, name, email, password),
                refused -> account("start", "/start/" + secret, name, email, List.of(refusals.text(refused, locale))),
                request,
                response);
    }

    @GetMapping("/join/{secret}")
    ModelAndView join(@PathVariable String secret) {
        return people.invitation(secret)
                .map(invitation -> account("join", "/join/" + secret, "", invitation.email(), List.of()))
                .orElseGet(AccountPages::spent);
    }

    @PostMapping("/join/{secret}")
    ModelAndView join(
            @PathVariable String secret,
            @RequestParam String name,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        String email = people.invitation(secret).map(Invitation::email).orElse("");
        return enter(
                () -> people.accept(secret, name, password),
                refused -> account("join", "/join/" + secret, name, email, List.of(refusals.text(refused, locale))),
                request,
                response);
    }

    /** Makes an account and signs its person in, or shows the form again with what was wrong and what was typed. */
    private ModelAndView enter(
            Supplier<Person> making,
            java.util.function.Function<Refused, ModelAndView> again,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            signIn(making.get().signedIn(), request, response);
            return new ModelAndView("redirect:/photos");
        } catch (Refused refused) {
            ModelAndView form = again.apply(refused);
            form.setStatus(HttpStatus.valueOf(refused.kind().status()));
            return form;
        }
    }

    private void signIn(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        request.getSession();
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new UsernamePasswordAuthenticationToken(who, null, List.of()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    private static ModelAndView account(String view, String action, String name, String email, List<String> errors) {
        return new ModelAndView(
                "account", Map.of("view", view, "action", action, "name", name, "email", email, "errors", errors));
    }

    private static ModelAndView spent() {
        ModelAndView page = new ModelAndView("link-spent");
        page.setStatus(HttpStatus.NOT_FOUND);
        return page;
    }
}
