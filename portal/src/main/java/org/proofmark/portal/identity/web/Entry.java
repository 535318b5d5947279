package org.proofmark.portal.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import org.proofmark.portal.identity.HalfWay;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.SecondProofGate;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Lets in who has proved to be someone: a session of a new name, with new tokens, and on to where the person wanted to go. */
@Component
class Entry {
    /** The cookie in which {@code zone.js} tells the browser's zone. */
    private static final String ZONE = "zone";

    private final People people;
    private final InstantSource clock;
    private final Freshness freshness;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final RequestCache wishes = new HttpSessionRequestCache();
    private final SessionAuthenticationStrategy renewal;

    Entry(People people, InstantSource clock, Freshness freshness, CsrfTokenRepository tokens) {
        this.people = people;
        this.clock = clock;
        this.freshness = freshness;
        this.renewal = new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(tokens)));
    }

    /** After the password: in, or half-way where a code is asked for. The answer is the view to go on with. */
    String afterPassword(Person person, HttpServletRequest request, HttpServletResponse response) {
        if (!person.totp()) {
            return letIn(person, "password", request, response);
        }
        remember(new HalfWay(person.id(), clock.instant()), request, response);
        return "redirect:/sign-in/code";
    }

    /**
     * In.
     *
     * @param proof how it was proved, for the audit
     */
    String letIn(Person person, String proof, HttpServletRequest request, HttpServletResponse response) {
        remember(person.signedIn(), request, response);
        request.getSession().setAttribute(Device.ATTRIBUTE, Device.of(request.getHeader("User-Agent")));
        request.getSession().setAttribute(SecondProofGate.PROOF, proof);
        freshness.renew(request.getSession());
        people.cameIn(person, proof);
        Cookie zone = WebUtils.getCookie(request, ZONE);
        if (zone != null) {
            people.sitsIn(person.id(), zone.getValue());
        }
        SavedRequest wish = wishes.getRequest(request, response);
        wishes.removeRequest(request, response);
        return "redirect:" + (wish == null ? "/" : wish.getRedirectUrl());
    }

    /** The same person goes on in the same session, acting for another holder. */
    void goOnAs(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        keep(new UsernamePasswordAuthenticationToken(who, null, List.of()), request, response);
    }

    private void remember(Principal who, HttpServletRequest request, HttpServletResponse response) {
        Authentication proved = new UsernamePasswordAuthenticationToken(who, null, List.of());
        request.getSession();
        renewal.onAuthentication(proved, request, response);
        keep(proved, request, response);
    }

    private void keep(Authentication proved, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(proved);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }
}
