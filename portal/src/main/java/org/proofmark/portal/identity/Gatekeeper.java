package org.proofmark.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Refused;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The one place where a call is allowed or refused, by the {@link Allow} of its handler. Handlers of libraries (static files,
 * health, the API document) are allowed by the filter chain and pass.
 */
final class Gatekeeper implements HandlerInterceptor {
    private static final java.util.Set<String> READING =
            java.util.Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("org.proofmark.")) {
            check(rule(method), request);
        }
        return true;
    }

    /** The rule of a handler: its own, else its class's. */
    static Optional<Allow> rule(HandlerMethod method) {
        Allow own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Allow.class);
        return Optional.ofNullable(
                own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allow.class));
    }

    private static void check(Optional<Allow> rule, HttpServletRequest request) {
        Allow allow = rule.orElseThrow(() -> new Refused(Refused.Kind.FORBIDDEN, "refused.forbidden"));
        if (allow.anyone()) {
            return;
        }
        SignedIn who = who().orElseThrow(() -> new InsufficientAuthenticationException("nobody is signed in"));
        boolean may = allow.signedIn() || Arrays.stream(allow.value()).anyMatch(who::is);
        if (!may || !who.writes() && !READING.contains(request.getMethod())) {
            throw new Refused(Refused.Kind.FORBIDDEN, "refused.forbidden");
        }
    }

    private static Optional<SignedIn> who() {
        @Nullable
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn
                ? Optional.of(signedIn)
                : Optional.empty();
    }
}
