package org.proofmark.portal;

import org.proofmark.portal.database.PostgresFolder;
import org.proofmark.portal.platform.DatabaseAddress;
import org.springframework.context.ConfigurableApplicationContext;

/** A process that walks sources beside a portal, on the portal's database; closing stops it, and its walks go on elsewhere. */
public final class RunningWorker implements AutoCloseable {
    private final ConfigurableApplicationContext application;

    private RunningWorker(ConfigurableApplicationContext application) {
        this.application = application;
    }

    /**
     * Starts walking.
     *
     * @throws org.proofmark.portal.database.DatabaseException if no database is named and no portal runs in the data folder
     * @throws PortalException if it does not start
     */
    public static RunningWorker start(WorkOptions options) {
        DatabaseAddress database = options.database().orElseGet(() -> beside(options));
        try {
            return new RunningWorker(Work.start(options, database));
        } catch (RuntimeException failed) {
            throw new PortalException(failed);
        }
    }

    private static DatabaseAddress beside(WorkOptions options) {
        PostgresFolder.Access there = PostgresFolder.reach(options.data());
        return new DatabaseAddress(there.jdbcUrl(), there.name(), there.password());
    }

    @Override
    public void close() {
        application.close();
    }
}
