package org.proofmark.portal.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * When a session was last used is written once a minute at most: a gallery asks for a hundred pictures, and each would be a write
 * that waits for the disk.
 */
@Configuration
class SessionTouches {
    private static final String UPDATE = """
            with n (session_id, last_access_time, max_inactive_interval, expiry_time, principal_name, primary_id) as (
                values (?::text, ?::bigint, ?::int, ?::bigint, ?::text, ?::text))
            update identity.session s set session_id = n.session_id, last_access_time = n.last_access_time,
                max_inactive_interval = n.max_inactive_interval, expiry_time = n.expiry_time,
                principal_name = n.principal_name
            from n where s.primary_id = n.primary_id
                and (s.session_id <> n.session_id or s.max_inactive_interval <> n.max_inactive_interval
                    or s.principal_name is distinct from n.principal_name
                    or n.last_access_time - s.last_access_time not between 0 and 60000)
            """;

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> seldom() {
        return sessions -> sessions.setUpdateSessionQuery(UPDATE);
    }
}
