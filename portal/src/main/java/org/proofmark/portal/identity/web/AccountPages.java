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
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
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

/** How one comes to have an account, and in. */
@Controller
@Allow(anyone = true)
class AccountPages {
    private final People people;
    private final Refusals refusals;
    private final Entry entry;

    AccountPages(People people, Entry entry, Refusals refusals) {
        this.people = people;
        this.entry = entry;
        this.refusals = refusals;
    }

    /** The first page of each: a creator's inbox, else an administrator's people, else one's own account. */
    @GetMapping("/")
    String home(@AuthenticationPrincipal @Nullable Object who) {
        if (who instanceof SignedIn me && !me.is(Role.CREATOR)) {
            return me.is(Role.ADMINISTRATOR) ? "redirect:/people" : "redirect:/me";
        }
        return "redirect:/inbox";
    }

    @GetMapping("/start/{secret}")
    ModelAndView start(@PathVariable String secret) {
        return people.startsWith(secret) ? account("start", "/start/" + secret, "", "") : spent();
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
                account("start", "/start/" + secret, name, email),
                request,
                response,
                locale);
    }

    @GetMapping("/join/{secret}")
    ModelAndView join(@PathVariable String secret) {
        return people.invitation(secret)
                .map(invitation -> account("join", "/join/" + secret, "", invitation.email()))
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
                account("join", "/join/" + secret, name, email),
                request,
                response,
                locale);
    }

    /** Makes an account and signs its person in, or shows the form again with what was wrong and what was typed. */
    private ModelAndView enter(
            Supplier<Person> making,
            ModelAndView again,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        try {
            return new ModelAndView(entry.letIn(making.get(), "link", request, response));
        } catch (Refused refused) {
            return refusals.again(again, refused, response, locale);
        }
    }

    private static ModelAndView account(String view, String action, String name, String email) {
        return new ModelAndView(
                "account", Map.of("view", view, "action", action, "name", name, "email", email, "errors", List.of()));
    }

    private static ModelAndView spent() {
        ModelAndView page = new ModelAndView("link-spent");
        page.setStatus(HttpStatus.NOT_FOUND);
        return page;
    }
}
