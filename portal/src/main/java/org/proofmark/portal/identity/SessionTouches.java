package org.proofmark.portal.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;

/**
 * When a session was last used is written once a minute at most: a gallery asks for a hundred pictures, and each would be a write
 * that waits for the disk.
 */
@Configuration
@EnableJdbcHttpSession(tableName = "identity.session", maxInactiveIntervalInSeconds = 14 * 24 * 60 * 60)
class SessionTouches {
    private static final Duration SELDOM = Duration.ofMinutes(1);

    /** The sessions of calls. */
    @Bean
    @Primary
    static SeldomTouched<?> seldomTouched(FindByIndexNameSessionRepository<? extends Session> rows) {
        return new SeldomTouched<>(rows);
    }

    record SeldomTouched<S extends Session>(SessionRepository<S> rows) implements SessionRepository<Touched<S>> {
        @Override
        public Touched<S> createSession() {
            return new Touched<>(rows.createSession(), true);
        }

        @Override
        public void save(Touched<S> session) {
            if (session.changed) {
                rows.save(session.row);
                session.changed = false;
            }
        }

        @Override
        public @Nullable Touched<S> findById(String id) {
            @Nullable S row = rows.findById(id);
            return row == null ? null : new Touched<>(row, false);
        }

        @Override
        public void deleteById(String id) {
            rows.deleteById(id);
        }
    }

    /** A session that knows whether there is anything to write. */
    static final class Touched<S extends Session> implements Session {
        private final S row;
        private boolean changed;

        Touched(S row, boolean changed) {
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
