package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Passkeys;
import org.proofmark.portal.identity.PasswordProof;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.SecondProof;
import org.proofmark.portal.identity.Sessions;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A person's own password and sessions, and what happened to the account. */
@Controller
@Allow(signedIn = true)
class SecurityPages {
    private final People people;
    private final PasswordProof proof;
    private final SecondProof codes;
    private final Passkeys passkeys;
    private final Freshness freshness;
    private final Sessions sessions;
    private final SessionList list;
    private final Audit audit;
    private final Refusals refusals;

    SecurityPages(
            People people,
            PasswordProof proof,
            SecondProof codes,
            Passkeys passkeys,
            Freshness freshness,
            Sessions sessions,
            SessionList list,
            Audit audit,
            Refusals refusals) {
        this.people = people;
        this.proof = proof;
        this.codes = codes;
        this.passkeys = passkeys;
        this.freshness = freshness;
        this.sessions = sessions;
        this.list = list;
        this.audit = audit;
        this.refusals = refusals;
    }

    @GetMapping("/me/security")
    ModelAndView security(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam(defaultValue = "") String done,
            HttpSession session,
            Locale locale) {
        return page(me, Done.named(done), session, locale);
    }

    @PostMapping("/me/security/password")
    ModelAndView password(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String password,
            @RequestParam String fresh,
            HttpSession session,
            HttpServletResponse response,
            Locale locale) {
        return proved(new Asking(me, password, session, response, locale), () -> {
            people.changePassword(me, fresh, session.getId());
            return Done.PASSWORD.redirect();
        });
    }

    /** Who sent a form of this page, with the password once more. */
    record Asking(SignedIn me, String password, HttpSession session, HttpServletResponse response, Locale locale) {}

    /** What a form asks for, once the password is right; else the page again, with what is wrong. */
    ModelAndView proved(Asking asking, Supplier<ModelAndView> act) {
        try {
            proof.again(asking.me(), asking.password());
            return act.get();
        } catch (Refused refused) {
            ModelAndView again = page(asking.me(), "", asking.session(), asking.locale());
            return refusals.again(again, refused, asking.response(), asking.locale());
        }
    }

    @PostMapping("/me/security/sessions/{key}")
    ModelAndView end(@AuthenticationPrincipal SignedIn me, @PathVariable String key) {
        list.end(me, key);
        return Done.SESSION.redirect();
    }

    @PostMapping("/me/security/sessions")
    ModelAndView endOthers(@AuthenticationPrincipal SignedIn me, HttpSession session) {
        sessions.signOutElsewhere(me, session.getId());
        return Done.SESSIONS.redirect();
    }

    private ModelAndView page(SignedIn me, String done, HttpSession session, Locale locale) {
        Person person = people.byId(me.person()).orElseThrow(Refused::notFound);
        Map<String, Object> model = new HashMap<>();
        model.put("person", person);
        model.put("codesLeft", codes.recoveryCodesLeft(me.person()));
        model.put("sessions", list.of(me.person(), session.getId()));
        model.put("events", audit.about(me.person()));
        model.put("at", Moments.in(person, locale));
        model.put("passkeys", passkeys.of(me.person()));
        model.put("fresh", freshness.there(session));
        model.put("done", done);
        model.put("errors", List.of());
        return new ModelAndView("security", model);
    }
}
