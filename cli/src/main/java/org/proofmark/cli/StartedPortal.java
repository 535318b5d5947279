package org.proofmark.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.PortalOptions;
import org.proofmark.portal.RunningPortal;
import org.proofmark.portal.platform.DatabaseAddress;

/** A portal of this process, stopped when the process is told to end, however far its start has come. */
final class StartedPortal {
    private StartedPortal() {}

    /**
     * How it is started.
     *
     * @throws WrongArgument if a port or an address is none
     */
    static PortalOptions options(int port, Path data, @Nullable String database, @Nullable Path settings) {
        try {
            return new PortalOptions(port, data, database(database), Optional.ofNullable(settings));
        } catch (IllegalArgumentException wrong) {
            throw new WrongArgument(String.valueOf(wrong.getMessage()));
        }
    }

    /**
     * Where an existing database is, if one is named.
     *
     * @throws WrongArgument if that is no address of one
     */
    static Optional<DatabaseAddress> database(@Nullable String address) {
        try {
            return Optional.ofNullable(address).map(DatabaseAddress::parse);
        } catch (IllegalArgumentException wrong) {
            throw new WrongArgument(String.valueOf(wrong.getMessage()));
        }
    }

    static RunningPortal start(PortalOptions options) {
        CompletableFuture<RunningPortal> started = new CompletableFuture<>();
        // Half a portal cannot be stopped: a start under way is waited for.
        Leftovers.remember(() -> started.join().close());
        try {
            RunningPortal portal = RunningPortal.start(options);
            started.complete(portal);
            return portal;
        } finally {
            started.cancel(false);
        }
    }
}
