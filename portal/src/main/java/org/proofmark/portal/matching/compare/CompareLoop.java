package org.proofmark.portal.matching.compare;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.proofmark.portal.matching.MatchId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Compares as long as the portal serves, in one process of a database: the others wait for the lock, which the database gives back
 * when its holder dies.
 */
@Component
@ConditionalOnWebApplication
class CompareLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(CompareLoop.class);

    /** Names the lock; any number nobody else takes. */
    private static final long LOCK = 0x70726f6f66L;

    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);

    private final Comparer comparer;
    private final DataSource database;
    private final InstantSource clock;
    private volatile boolean running;
    private Thread thread = new Thread(() -> {});

    CompareLoop(Comparer comparer, DataSource database, InstantSource clock) {
        this.comparer = comparer;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("comparer").daemon(true).start(this::run);
    }

    private void run() {
        while (running) {
            try (Connection connection = database.getConnection();
                    Statement lock = connection.createStatement()) {
                lock.execute("select pg_advisory_lock(" + LOCK + ")");
                comparer.heal();
                compare(connection);
            } catch (SQLException | IOException | RuntimeException broken) {
                if (running) {
                    LOG.warn("comparing waits: {}", broken.toString());
                    LOG.debug("why", broken);
                }
                pause(AFTER_TROUBLE);
            }
        }
    }

    private void compare(Connection lock) throws IOException, SQLException {
        Instant daily = clock.instant();
        Instant hourly = daily.plus(HOUR);
        boolean looking = false;
        Optional<MatchId> after = Optional.empty();
        while (running && lock.isValid(5)) {
            boolean some = comparer.step();
            if (looking) {
                after = comparer.look(after);
                looking = after.isPresent();
            } else if (!some) {
                pause(IDLE);
            }
            if (clock.instant().isAfter(daily)) {
                comparer.daily();
                daily = clock.instant().plus(DAY);
            } else if (clock.instant().isAfter(hourly)) {
                looking = true;
                hourly = clock.instant().plus(HOUR);
            }
        }
    }

    private void pause(Duration time) {
        try {
            if (running) {
                Thread.sleep(time);
            }
        } catch (InterruptedException stopped) {
            running = false;
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
