package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Passkeys;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The part of the page of security that is about passkeys. */
@Controller
@Allow(signedIn = true)
class PasskeyPages {
    private final Passkeys passkeys;
    private final Freshness freshness;
    private final SecurityPages security;

    PasskeyPages(Passkeys passkeys, Freshness freshness, SecurityPages security) {
        this.passkeys = passkeys;
        this.freshness = freshness;
        this.security = security;
    }

    /** The password once more, so that a passkey may be made for ten minutes. */
    @PostMapping("/me/security/again")
    ModelAndView again(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String password,
            HttpSession session,
            HttpServletResponse response,
            Locale locale) {
        return security.proved(new SecurityPages.Asking(me, password, session, response, locale), () -> {
            freshness.renew(session);
            return new ModelAndView("redirect:/me/security#passkeys");
        });
    }

    @PostMapping("/me/security/passkeys/{id}/removal")
    String remove(@AuthenticationPrincipal SignedIn me, @PathVariable String id, HttpSession session) {
        freshness.require(session);
        passkeys.remove(me, id);
        return "redirect:/me/security#passkeys";
    }
}
