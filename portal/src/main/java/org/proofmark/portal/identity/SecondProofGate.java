package org.proofmark.portal.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Settings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Where the operator asks everyone for a second proof: who gave none comes no further than to where one is set up. It stands
 * behind {@link Gatekeeper}, which knows who asks.
 */
@Component
public final class SecondProofGate implements HandlerInterceptor {
    /** Of the session: how its person came in. */
    public static final String PROOF = "proof";

    private static final String PASSKEY = "passkey";
    private static final List<String> SETTING_UP =
            List.of("/me/security", "/webauthn/register", "/api/v1/me/totp", "/sign-out", "/sign-in", "/error");

    private final boolean asked;
    private final People people;
    private final Passkeys passkeys;

    SecondProofGate(Settings settings, People people, Passkeys passkeys) {
        this.asked = settings.secondProof() == Settings.SecondProof.ALL;
        this.people = people;
        this.passkeys = passkeys;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String path = request.getRequestURI();
        Optional<SignedIn> who = asked && isOurs(handler) ? who() : Optional.empty();
        if (who.isEmpty()
                || SETTING_UP.stream().anyMatch(path::startsWith)
                || given(who.get(), request.getSession(false))) {
            return true;
        }
        if (path.startsWith("/api/")) {
            throw new Refused(Refused.Kind.FORBIDDEN, "refused.secondProof");
        }
        response.sendRedirect("/me/security?owed");
        return false;
    }

    /** Styles and scripts are the library's to send. */
    private static boolean isOurs(Object handler) {
        return handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("org.proofmark.");
    }

    private static Optional<SignedIn> who() {
        Authentication there = SecurityContextHolder.getContext().getAuthentication();
        return there != null && there.getPrincipal() instanceof SignedIn who ? Optional.of(who) : Optional.empty();
    }

    /** Codes are asked for at every sign-in where they are set up. A passkey may be left aside, so it must have been used. */
    private boolean given(SignedIn who, @Nullable HttpSession session) {
        boolean codes = people.byId(who.person()).filter(Person::totp).isPresent();
        return codes
                || (session == null
                        ? !passkeys.of(who.person()).isEmpty()
                        : PASSKEY.equals(session.getAttribute(PROOF)));
    }
}
