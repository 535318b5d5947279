package org.proofmark.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.proofmark.portal.platform.Refused;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** In by API key, for one call: {@code Authorization: Bearer pm_…}. No session is read or made. */
final class KeyFilter extends OncePerRequestFilter {
    private static final String SCHEME = "bearer ";

    private final Keys keys;
    private final Tries tries;
    private final HandlerExceptionResolver answers;

    KeyFilter(Keys keys, Tries tries, HandlerExceptionResolver answers) {
        this.keys = keys;
        this.tries = tries;
        this.answers = answers;
    }

    /** Keys open the API and nothing else. */
    static boolean concerns(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/") && request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            Keys.Held held = held(request);
            context.setAuthentication(new UsernamePasswordAuthenticationToken(held.who(), null, held.scopes()));
            SecurityContextHolder.setContext(context);
        } catch (Refused refused) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            answers.resolveException(request, response, null, refused);
            return;
        }
        chain.doFilter(request, response);
    }

    private Keys.Held held(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            Keys.Held held = keys.who(header.substring(SCHEME.length()).strip()).orElse(null);
            if (held != null) {
                return held;
            }
        }
        tries.count(Tries.Kind.KEY_FROM, request.getRemoteAddr());
        throw new Refused(Refused.Kind.NOBODY, "refused.key");
    }
}
