package org.proofmark.portal.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Where sessions are kept, and for how long: in the database, until two weeks after their last use. */
@Configuration
@EnableJdbcHttpSession(tableName = "identity.session", maxInactiveIntervalInSeconds = SessionKeeping.OF_SOMEBODY)
class SessionKeeping {
    /** Seconds without use after which the session of a person ends. */
    static final int OF_SOMEBODY = 14 * 24 * 60 * 60;

    /** The sessions of calls. */
    @Bean
    @Primary
    static SparingSessions<?> sparingSessions(FindByIndexNameSessionRepository<? extends Session> rows) {
        return new SparingSessions<>(rows);
    }

    /** Around the filter that opens the sessions. */
    @Bean
    static FilterRegistrationBean<OncePerRequestFilter> sessionsReadOnce(SparingSessions<?> sessions) {
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                sessions.readOnceDuring(() -> chain.doFilter(request, response));
            }
        });
        filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return filter;
    }
}
