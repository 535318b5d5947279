package org.proofmark.portal.identity;

import java.io.Serializable;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;

/**
 * Who has given the password and still owes the second proof. It is nobody yet: only handlers that say
 * {@link Allow#halfWay} answer.
 *
 * @param person whose password it was
 * @param since when it was given
 */
public record HalfWay(PersonId person, Instant since) implements Principal, Serializable {
    private static final long serialVersionUID = 1;

    /** After this the password must be given again. */
    static final Duration LASTS = Duration.ofMinutes(10);

    /** For Spring; not the person's own name, so that it is not among the person's sessions. */
    @Override
    public String getName() {
        return "half-way " + person;
    }

    boolean over(Instant now) {
        return since.plus(LASTS).isBefore(now);
    }
}
