package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.SecondProof;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Codes by time: set up, confirmed, switched off, and the recovery codes. */
@Controller
@Allow(signedIn = true)
class TotpPages {
    private final People people;
    private final SecondProof codes;
    private final SecurityPages security;
    private final Refusals refusals;

    TotpPages(People people, SecondProof codes, SecurityPages security, Refusals refusals) {
        this.people = people;
        this.codes = codes;
        this.security = security;
        this.refusals = refusals;
    }

    @PostMapping("/me/security/totp")
    ModelAndView begin(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String password,
            HttpSession session,
            HttpServletResponse response,
            Locale locale) {
        return security.proved(new SecurityPages.Asking(me, password, session, response, locale), () -> {
            codes.begin(me);
            return new ModelAndView("redirect:/me/security/totp");
        });
    }

    @GetMapping("/me/security/totp")
    ModelAndView begun(@AuthenticationPrincipal SignedIn me) {
        return page(enrolment(me), null);
    }

    @GetMapping("/me/security/totp/square.svg")
    ResponseEntity<String> square(@AuthenticationPrincipal SignedIn me) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.valueOf("image/svg+xml"))
                .body(SquareCode.svg(enrolment(me).address()));
    }

    @PostMapping("/me/security/totp/confirm")
    ModelAndView confirm(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String code,
            HttpSession session,
            HttpServletResponse response,
            Locale locale) {
        SecondProof.Enrolment enrolment = enrolment(me);
        try {
            return page(enrolment, codes.confirm(me, code, session.getId()));
        } catch (Refused refused) {
            return refusals.again(page(enrolment, null), refused, response, locale);
        }
    }

    @PostMapping("/me/security/recovery-codes")
    ModelAndView renew(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String password,
            HttpSession session,
            HttpServletResponse response,
            Locale locale) {
        return security.proved(new SecurityPages.Asking(me, password, session, response, locale), () -> {
            return page(null, codes.renewRecoveryCodes(me));
        });
    }

    @PostMapping("/me/security/totp/off")
    ModelAndView end(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String password,
            HttpSession session,
            HttpServletResponse response,
            Locale locale) {
        return security.proved(new SecurityPages.Asking(me, password, session, response, locale), () -> {
            codes.end(me, session.getId());
            return Done.TOTP_OFF.redirect();
        });
    }

    private SecondProof.Enrolment enrolment(SignedIn me) {
        return people.byId(me.person()).flatMap(codes::begun).orElseThrow(Refused::notFound);
    }

    private static ModelAndView page(SecondProof.@Nullable Enrolment enrolment, @Nullable List<String> recovery) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("enrolment", enrolment);
        model.put("codes", recovery);
        model.put("errors", List.of());
        return new ModelAndView("totp", model);
    }
}
