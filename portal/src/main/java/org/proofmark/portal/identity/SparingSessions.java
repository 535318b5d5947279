package org.proofmark.portal.identity;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions that ask the database for little. One is written only when something in it changed; that it was used counts as a
 * change once a minute at most: a gallery asks for a hundred pictures, and each would be a write that waits for the disk. It is
 * read once a call: Spring asks for it again as the answer is sent (spring-session, issue 1731), where a connection that cannot
 * be had spoils what is half sent.
 */
final class SparingSessions<S extends Session> implements SessionRepository<SparingSessions.SparingSession<S>> {
    /** Between two times at which it is written that a session was used. */
    private static final Duration SELDOM = Duration.ofMinutes(1);

    /** So long after its last use a session ends in which nobody signed in: a look at a page with a form makes one. */
    private static final Duration OF_NOBODY = Duration.ofHours(2);

    /** Who is signed in, under the name Spring Security gives it. */
    private static final String SOMEBODY = "SPRING_SECURITY_CONTEXT";

    private final SessionRepository<S> rows;

    /** By their ids. Nothing outside a call. */
    @SuppressWarnings("ThreadLocalUsage") // A portal has one of it.
    private final ThreadLocal<@Nullable Map<String, SparingSession<S>>> readByCall = new ThreadLocal<>();

    /** What a call does. */
    @FunctionalInterface
    interface Call {
        void run() throws ServletException, IOException;
    }

    SparingSessions(SessionRepository<S> rows) {
        this.rows = rows;
    }

    /** Runs a call, for which each session is read once. */
    void readOnceDuring(Call call) throws ServletException, IOException {
        readByCall.set(new HashMap<>());
        try {
            call.run();
        } finally {
            readByCall.remove();
        }
    }

    private Map<String, SparingSession<S>> readSoFar() {
        Map<String, SparingSession<S>> read = readByCall.get();
        return read == null ? new HashMap<>() : read;
    }

    @Override
    public SparingSession<S> createSession() {
        S row = rows.createSession();
        row.setMaxInactiveInterval(OF_NOBODY);
        return new SparingSession<>(row, true);
    }

    @Override
    public void save(SparingSession<S> session) {
        if (session.changed) {
            rows.save(session.row);
            session.changed = false;
            readSoFar()
                    .entrySet()
                    .removeIf(one -> !one.getKey().equals(one.getValue().getId()));
        }
    }

    @Override
    public @Nullable SparingSession<S> findById(String id) {
        @Nullable SparingSession<S> before = readSoFar().get(id);
        if (before != null) {
            return before;
        }
        @Nullable S row = rows.findById(id);
        if (row == null) {
            return null;
        }
        SparingSession<S> found = new SparingSession<>(row, false);
        readSoFar().put(id, found);
        return found;
    }

    @Override
    public void deleteById(String id) {
        rows.deleteById(id);
        readSoFar().remove(id);
    }

    /** A session that knows whether there is anything to write. */
    static final class SparingSession<S extends Session> implements Session {
        private final S row;
        private boolean changed;

        SparingSession(S row, boolean changed) {
            this.row = row;
            this.changed = changed;
        }

        @Override
        public void setLastAccessedTime(Instant now) {
            Duration since = Duration.between(row.getLastAccessedTime(), now);
            if (since.isNegative() || since.compareTo(SELDOM) > 0) {
                changed = true;
                row.setLastAccessedTime(now);
            }
        }

        @Override
        public String changeSessionId() {
            changed = true;
            return row.changeSessionId();
        }

        @Override
        public void setAttribute(String name, Object value) {
            changed = true;
            if (name.equals(SOMEBODY)) {
                row.setMaxInactiveInterval(Duration.ofSeconds(SessionKeeping.OF_SOMEBODY));
            }
            row.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            changed = true;
            row.removeAttribute(name);
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            changed = true;
            row.setMaxInactiveInterval(interval);
        }

        @Override
        public String getId() {
            return row.getId();
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // As the interface has it.
        public <T> @Nullable T getAttribute(String name) {
            return row.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return row.getAttributeNames();
        }

        @Override
        public Instant getCreationTime() {
            return row.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return row.getLastAccessedTime();
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return row.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return row.isExpired();
        }
    }
}
