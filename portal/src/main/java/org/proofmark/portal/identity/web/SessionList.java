package org.proofmark.portal.identity.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.identity.PersonId;
import org.proofmark.portal.identity.Sessions;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** The sessions of a person, as their owner sees them. */
@Component
class SessionList {
    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    private final Sessions rows;

    SessionList(FindByIndexNameSessionRepository<? extends Session> sessions, Sessions rows) {
        this.sessions = sessions;
        this.rows = rows;
    }

    /**
     * One.
     *
     * @param key names it on the page; its id, with which one could take it over, does not leave the server
     * @param here whether the page that shows it belongs to it
     */
    @Schema(name = "Session")
    record One(String key, String device, Instant since, Instant last, boolean here) {}

    List<One> of(PersonId person, String here) {
        return sessions.findByPrincipalName(person.toString()).values().stream()
                .map(session -> one(session, here))
                .sorted(Comparator.comparing(One::here).reversed().thenComparing(One::last, Comparator.reverseOrder()))
                .toList();
    }

    /** Ends one of this person's sessions. */
    void end(SignedIn who, String key) {
        Session ended = sessions.findByPrincipalName(who.getName()).values().stream()
                .filter(one -> key(one.getId()).equals(key))
                .findFirst()
                .orElseThrow(Refused::notFound);
        rows.end(who, ended.getId(), one(ended, "").device());
    }

    private static One one(Session session, String here) {
        String device = Optional.ofNullable(session.<String>getAttribute(Device.ATTRIBUTE))
                .orElse("");
        return new One(
                key(session.getId()),
                device,
                session.getCreationTime(),
                session.getLastAccessedTime(),
                session.getId().equals(here));
    }

    private static String key(String id) {
        return Sha256.of(id.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }
}
