package org.proofmark.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Refused;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The one place where a call is allowed or refused, by the {@link Allow} of its handler. Handlers of libraries (static files,
 * health, the API document) are allowed by the filter chain and pass.
 */
@Component
final class Gatekeeper implements HandlerInterceptor {
    private static final Set<String> READING =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

    /** However often it is used, a session ends after this. */
    private static final Duration LONGEST_SESSION = Duration.ofDays(30);

    private final People people;
    private final Tries tries;
    private final InstantSource clock;

    Gatekeeper(People people, Tries tries, InstantSource clock) {
        this.people = people;
        this.tries = tries;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("org.proofmark.")) {
            asThingsStand(request);
            check(method, request);
            countCall(request, response);
        }
        return true;
    }

    /** The rule of a handler: its own, else its class's. */
    static Optional<Allow> rule(HandlerMethod method) {
        Allow own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Allow.class);
        return Optional.ofNullable(
                own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allow.class));
    }

    /** A session remembers who signed in; what that person may do is asked anew at each call. */
    private void asThingsStand(HttpServletRequest request) {
        if (!(principal() instanceof SignedIn remembered)) {
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        people.now(remembered)
                .filter(now -> !tooOld(request))
                .ifPresent(
                        now -> context.setAuthentication(new UsernamePasswordAuthenticationToken(now, null, scopes())));
        SecurityContextHolder.setContext(context);
    }

    private boolean tooOld(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && Instant.ofEpochMilli(session.getCreationTime())
                        .isBefore(clock.instant().minus(LONGEST_SESSION));
    }

    private void check(HandlerMethod method, HttpServletRequest request) {
        Allow allow = rule(method).orElseThrow(Gatekeeper::forbidden);
        if (allow.anyone() || allow.halfWay() && principal() instanceof HalfWay half && !half.over(clock.instant())) {
            return;
        }
        if (!(principal() instanceof SignedIn who)) {
            throw new InsufficientAuthenticationException("nobody is signed in");
        }
        boolean may = allow.signedIn() || Arrays.stream(allow.value()).anyMatch(who::is);
        if (!may) {
            throw forbidden();
        }
        boolean writing = !READING.contains(request.getMethod());
        if (writing && !who.writes() || !opened(Scope.Area.of(method.getBeanType(), allow), writing)) {
            throw new Refused(Refused.Kind.FORBIDDEN, "refused.scope");
        }
    }

    /** Whether the key of this call is good for it; who came without one has no scopes and comes everywhere. */
    private static boolean opened(Optional<Scope.Area> area, boolean writing) {
        List<Scope> scopes = scopes();
        return scopes.isEmpty()
                || area.isPresent() && scopes.stream().anyMatch(scope -> scope.opens(area.get(), writing));
    }

    private static List<Scope> scopes() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null
                ? List.of()
                : authentication.getAuthorities().stream()
                        .filter(Scope.class::isInstance)
                        .map(Scope.class::cast)
                        .toList();
    }

    /** The API is counted per person, however the person comes in. */
    private void countCall(HttpServletRequest request, HttpServletResponse response) {
        if (request.getRequestURI().startsWith("/api/") && principal() instanceof SignedIn who) {
            long left = tries.count(Tries.Kind.API, who.getName());
            response.setHeader("X-RateLimit-Limit", Integer.toString(Tries.Kind.API.times()));
            response.setHeader("X-RateLimit-Remaining", Long.toString(left));
        }
    }

    private static Refused forbidden() {
        return new Refused(Refused.Kind.FORBIDDEN, "refused.forbidden");
    }

    private static @Nullable Object principal() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? null : authentication.getPrincipal();
    }
}
