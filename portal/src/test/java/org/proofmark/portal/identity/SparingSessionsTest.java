package org.proofmark.portal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.proofmark.portal.Browser;
import org.proofmark.portal.TestPortal;
import org.proofmark.portal.identity.SparingSessions.SparingSession;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;

class SparingSessionsTest {
    private final Rows rows = new Rows();
    private final SparingSessions<MapSession> sessions = new SparingSessions<>(rows);

    /** Sessions as a database has them: each reading is a new one. */
    private static final class Rows implements SessionRepository<MapSession> {
        private final Map<String, MapSession> all = new HashMap<>();
        private int read;
        private int written;

        @Override
        public MapSession createSession() {
            return new MapSession();
        }

        @Override
        public void save(MapSession session) {
            written++;
            all.remove(session.getOriginalId());
            all.put(session.getId(), new MapSession(session));
        }

        @Override
        public @Nullable MapSession findById(String id) {
            read++;
            MapSession row = all.get(id);
            return row == null ? null : new MapSession(row);
        }

        @Override
        public void deleteById(String id) {
            all.remove(id);
        }
    }

    private String saved() {
        SparingSession<MapSession> session = sessions.createSession();
        sessions.save(session);
        return session.getId();
    }

    private SparingSession<MapSession> found(String id) {
        return Objects.requireNonNull(sessions.findById(id));
    }

    @Test
    void aCallReadsASessionOnce() throws ServletException, IOException {
        String id = saved();
        sessions.readOnceDuring(() -> {
            SparingSession<MapSession> session = found(id);
            session.setAttribute("page", 2);
            sessions.save(session);
            assertThat(found(id)).isSameAs(session);
        });
        assertThat(rows.read).isEqualTo(1);
        assertThat(found(id).<Integer>getAttribute("page")).isEqualTo(2);
        assertThat(rows.read).isEqualTo(2);
    }

    @Test
    void everyCallReadsAnew() throws ServletException, IOException {
        String id = saved();
        for (int call = 1; call <= 3; call++) {
            sessions.readOnceDuring(() -> found(id));
            assertThat(rows.read).isEqualTo(call);
        }
    }

    @Test
    void whatACallDeletesOrNamesAnewIsNotFoundByItsOldName() throws ServletException, IOException {
        String deleted = saved();
        String old = saved();
        sessions.readOnceDuring(() -> {
            found(deleted);
            sessions.deleteById(deleted);
            assertThat(sessions.findById(deleted)).isNull();
            SparingSession<MapSession> session = found(old);
            String renamed = session.changeSessionId();
            sessions.save(session);
            assertThat(sessions.findById(old)).isNull();
            assertThat(found(renamed).getId()).isEqualTo(renamed);
        });
    }

    @Test
    void thatASessionIsUsedIsWrittenOnceAMinuteAndWhatChangesInItAtOnce() {
        String id = saved();
        Instant made = found(id).getLastAccessedTime();
        for (int second = 1; second <= 150; second++) {
            SparingSession<MapSession> session = found(id);
            session.setLastAccessedTime(made.plusSeconds(second));
            sessions.save(session);
        }
        assertThat(rows.written)
                .as("when it was made, and twice in two and a half minutes")
                .isEqualTo(3);
        SparingSession<MapSession> session = found(id);
        session.setAttribute("page", 2);
        sessions.save(session);
        assertThat(rows.written).isEqualTo(4);
    }

    /** Jobs take connections too; so the quietest of some rounds counts. */
    @Test
    void aPageTakesAConnectionForItsSessionOnce() {
        TestPortal portal = TestPortal.shared();
        Browser browser = portal.signedIn(portal.person(Role.CREATOR));
        Browser stranger = portal.browser();
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = taken(stranger);
            for (int call = 0; call < 10; call++) {
                assertThat(browser.get("/no-such-page").status()).isEqualTo(404);
            }
            fewest = Math.min(fewest, taken(stranger) - before);
        }
        assertThat(fewest).as("for ten pages that need nothing else").isBetween(10L, 19L);
    }

    private static long taken(Browser stranger) {
        String line = stranger.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(one -> one.startsWith("hikaricp_connections_acquire_seconds_count"))
                .findFirst()
                .orElseThrow();
        return (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
