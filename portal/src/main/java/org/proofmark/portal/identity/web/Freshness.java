package org.proofmark.portal.identity.web;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Component;

/** Whether the person in a session proved who it is a moment ago: asked for before another way in is made. */
@Component
class Freshness {
    private static final String ATTRIBUTE = "proved";
    private static final Duration LASTS = Duration.ofMinutes(10);

    private final InstantSource clock;

    Freshness(InstantSource clock) {
        this.clock = clock;
    }

    void renew(HttpSession session) {
        session.setAttribute(ATTRIBUTE, clock.instant());
    }

    boolean there(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof Instant proved
                && proved.plus(LASTS).isAfter(clock.instant());
    }

    void require(HttpSession session) {
        if (!there(session)) {
            throw new Refused(Refused.Kind.FORBIDDEN, "refused.notFresh");
        }
    }
}
