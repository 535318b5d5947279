package org.proofmark.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Audit;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Notes who was refused what, whoever refused it: a role, a key's scope, a missing token of a form. So that nobody fills the audit
 * by asking, only the first few in a while are noted of each person, and of each network address where nobody is signed in.
 */
final class RefusedAccess extends OncePerRequestFilter {
    private final Audit audit;
    private final Tries tries;

    RefusedAccess(Audit audit, Tries tries) {
        this.audit = audit;
        this.tries = tries;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.FORBIDDEN.value()) {
            note(request);
        }
    }

    private void note(HttpServletRequest request) {
        Authentication there = SecurityContextHolder.getContext().getAuthentication();
        Optional<PersonId> who = there != null && there.getPrincipal() instanceof SignedIn person
                ? Optional.of(person.person())
                : Optional.empty();
        String whose = who.map(PersonId::toString).orElseGet(request::getRemoteAddr);
        if (tries.among(Tries.Kind.REFUSED, whose)) {
            audit.note(who.map(PersonId::value), "access.refused", whose, request.getMethod() + " " + what(request));
        }
    }

    /** The pattern of the address, in which no secret stands; where none was found, its first part. */
    private static String what(HttpServletRequest request) {
        @Nullable Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null) {
            return pattern.toString();
        }
        String path = request.getRequestURI();
        int end = path.indexOf('/', 1);
        return end < 0 ? "/" : path.substring(0, Math.min(end, 40)) + "/…";
    }
}
