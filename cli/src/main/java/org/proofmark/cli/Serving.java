package org.proofmark.cli;

import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.Portal;
import org.proofmark.portal.PortalOptions;
import org.proofmark.portal.database.PostgresFolder;
import org.proofmark.portal.database.PostgresSettings;
import org.proofmark.portal.database.RunningPostgres;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.platform.DatabaseAddress;
import org.springframework.context.ConfigurableApplicationContext;

/** A portal that runs, with the database it runs on. Closed, whether by its owner or at the end of the process, it stops both. */
final class Serving implements AutoCloseable {
    private final ConfigurableApplicationContext portal;
    private final @Nullable RunningPostgres database;
    private final Runnable atEnd;

    private Serving(ConfigurableApplicationContext portal, @Nullable RunningPostgres database) {
        this.portal = portal;
        this.database = database;
        this.atEnd = Leftovers.remember(this::stop);
    }

    static Serving start(PortalOptions options) {
        if (options.database().isPresent()) {
            return new Serving(
                    Portal.start(
                            options, DatabaseAddress.parse(options.database().get())),
                    null);
        }
        RunningPostgres database =
                new PostgresFolder(options.data(), PostgresSettings.standard(), new SecureRandom()).start();
        try {
            return new Serving(
                    Portal.start(
                            options, new DatabaseAddress(database.jdbcUrl(), database.name(), database.password())),
                    database);
        } catch (RuntimeException failed) {
            database.close();
            throw failed;
        }
    }

    String address() {
        return "http://localhost:" + Portal.port(portal);
    }

    /** Where the first administrator is made, while there is none. */
    Optional<String> startLink() {
        return portal.getBean(People.class).startLink().map(secret -> address() + "/start/" + secret);
    }

    <T> T bean(Class<T> type) {
        return portal.getBean(type);
    }

    private synchronized void stop() {
        portal.close();
        if (database != null) {
            database.close();
        }
    }

    @Override
    public void close() {
        Leftovers.forget(atEnd);
        stop();
    }
}
