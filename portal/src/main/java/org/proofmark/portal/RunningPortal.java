package org.proofmark.portal;

import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.database.PostgresFolder;
import org.proofmark.portal.database.PostgresSettings;
import org.proofmark.portal.database.RunningPostgres;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.platform.DatabaseAddress;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A portal that runs, with the database it runs on; closing stops first the one, then the other. */
public final class RunningPortal implements AutoCloseable {
    private final ConfigurableApplicationContext application;
    private final @Nullable RunningPostgres database;

    private RunningPortal(ConfigurableApplicationContext application, @Nullable RunningPostgres database) {
        this.application = application;
        this.database = database;
    }

    /**
     * Starts the portal, and PostgreSQL before it unless another one is named.
     *
     * @throws org.proofmark.portal.database.DatabaseException if the database does not start; it says what to do
     * @throws PortalException if the portal does not start
     */
    public static RunningPortal start(PortalOptions options) {
        if (options.database().isPresent()) {
            return started(options, options.database().get(), null);
        }
        RunningPostgres database =
                new PostgresFolder(options.data(), PostgresSettings.standard(), new SecureRandom()).start();
        return started(
                options, new DatabaseAddress(database.jdbcUrl(), database.name(), database.password()), database);
    }

    private static RunningPortal started(
            PortalOptions options, DatabaseAddress address, @Nullable RunningPostgres database) {
        try {
            return new RunningPortal(Portal.start(options, address), database);
        } catch (RuntimeException failed) {
            if (database != null) {
                database.close();
            }
            throw new PortalException(failed);
        }
    }

    /** Where it is reached from this machine. */
    public String address() {
        if (application instanceof WebServerApplicationContext serving && serving.getWebServer() != null) {
            return "http://localhost:" + serving.getWebServer().getPort();
        }
        throw new IllegalStateException("the portal serves no pages");
    }

    /** Where the first administrator is made, while there is none. Links given before no longer work. */
    public Optional<String> startLink() {
        return part(People.class).startLink().map(secret -> address() + "/start/" + secret);
    }

    /** One of its parts, for those who start it. */
    public <T> T part(Class<T> type) {
        return application.getBean(type);
    }

    @Override
    public void close() {
        application.close();
        if (database != null) {
            database.close();
        }
    }
}
