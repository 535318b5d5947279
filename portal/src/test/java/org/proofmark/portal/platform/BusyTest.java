package org.proofmark.portal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.Role;

/** Where all connections are taken, everybody is told to come again, and is served when they are back. */
class BusyTest {
    private static final TestPortal PORTAL =
            TestPortal.start(Map.of("spring.datasource.hikari.connection-timeout", "500"));

    @AfterAll
    static void stop() {
        PORTAL.close();
    }

    @Test
    void whoFindsNoConnectionIsToldWhenToComeAgain() throws SQLException {
        Browser browser = PORTAL.signedIn(PORTAL.person(Role.CREATOR));
        List<Connection> taken = all();
        try {
            for (String path : List.of("/photos", "/sign-in", "/api/v1/matches")) {
                Browser.Answer answer = browser.get(path);
                assertThat(answer.status()).as(path).isEqualTo(503);
                assertThat(answer.header("Retry-After")).as(path).isEqualTo("5");
                assertThat(answer.body()).as(path).contains("Try again in a few seconds.");
                assertThat(answer.header("Content-Type"))
                        .as(path)
                        .startsWith(path.startsWith("/api/") ? "application/problem+json" : "text/html");
            }
        } finally {
            for (Connection one : taken) {
                one.close();
            }
        }
        assertThat(browser.get("/photos").status()).isEqualTo(200);
    }

    /** Every connection there is, those too that jobs give back meanwhile; what the portal keeps for itself stays with it. */
    private static List<Connection> all() throws SQLException {
        DataSource pool = PORTAL.bean(DataSource.class);
        List<Connection> taken = new ArrayList<>();
        int none = 0;
        while (none < 4) {
            try {
                taken.add(pool.getConnection());
                none = 0;
            } catch (SQLTransientConnectionException timedOut) {
                none++;
            }
        }
        return taken;
    }
}
