package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Passkeys;
import org.proofmark.portal.identity.PasswordProof;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
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
    private final PasswordProof proof;
    private final Freshness freshness;
    private final SecurityPages security;
    private final Refusals refusals;

    PasskeyPages(
            Passkeys passkeys, PasswordProof proof, Freshness freshness, SecurityPages security, Refusals refusals) {
        this.passkeys = passkeys;
        this.proof = proof;
        this.freshness = freshness;
        this.security = security;
        this.refusals = refusals;
    }

    /** The password once more, so that a passkey may be made for ten minutes. */
    @PostMapping("/me/security/again")
    ModelAndView again(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String password,
            HttpSession session,
            HttpServletResponse response,
            Locale locale) {
        try {
            proof.again(me, password);
            freshness.renew(session);
            return new ModelAndView("redirect:/me/security#passkeys");
        } catch (Refused refused) {
            return refusals.again(security.page(me, "", session, locale), refused, response, locale);
        }
    }

    @PostMapping("/me/security/passkeys/{id}/removal")
    String remove(@AuthenticationPrincipal SignedIn me, @PathVariable String id, HttpSession session) {
        freshness.require(session);
        passkeys.remove(me, id);
        return "redirect:/me/security#passkeys";
    }
}
