package org.proofmark.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a session costs. When it was last used is written once a minute at most: a gallery asks for a hundred pictures, and each
 * would be a write that waits for the disk. It is read once a call: Spring asks for it again as the answer is sent
 * (spring-session, issue 1731), where a connection that cannot be had spoils what is half sent.
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

    /** Around the filter that opens the sessions. */
    @Bean
    static FilterRegistrationBean<OncePerRequestFilter> readOnce(SeldomTouched<?> sessions) {
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                sessions.during(() -> chain.doFilter(request, response));
            }
        });
        filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return filter;
    }

    /** What a call does. */
    @FunctionalInterface
    interface Call {
        void run() throws ServletException, IOException;
    }

    static final class SeldomTouched<S extends Session> implements SessionRepository<Touched<S>> {
        private final SessionRepository<S> rows;

        /** By their ids. Nothing outside a call. */
        @SuppressWarnings("ThreadLocalUsage") // A portal has one of it.
        private final ThreadLocal<@Nullable Map<String, Touched<S>>> readByCall = new ThreadLocal<>();

        SeldomTouched(SessionRepository<S> rows) {
            this.rows = rows;
        }

        /** Runs a call, for which each session is read once. */
        void during(Call call) throws ServletException, IOException {
            readByCall.set(new HashMap<>());
            try {
                call.run();
            } finally {
                readByCall.remove();
            }
        }

        private Map<String, Touched<S>> read() {
            Map<String, Touched<S>> read = readByCall.get();
            return read == null ? new HashMap<>() : read;
        }

        @Override
        public Touched<S> createSession() {
            return new Touched<>(rows.createSession(), true);
        }

        @Override
        public void save(Touched<S> session) {
            if (session.changed) {
                rows.save(session.row);
                session.changed = false;
                read().entrySet()
                        .removeIf(one -> !one.getKey().equals(one.getValue().getId()));
            }
        }

        @Override
        public @Nullable Touched<S> findById(String id) {
            @Nullable Touched<S> before = read().get(id);
            if (before != null) {
                return before;
            }
            @Nullable S row = rows.findById(id);
            if (row == null) {
                return null;
            }
            Touched<S> found = new Touched<>(row, false);
            read().put(id, found);
            return found;
        }

        @Override
        public void deleteById(String id) {
            rows.deleteById(id);
            read().remove(id);
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
