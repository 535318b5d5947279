package org.proofmark.portal;

import java.nio.file.Path;
import java.util.Optional;
import org.proofmark.portal.platform.DatabaseAddress;

/**
 * How the portal is started.
 *
 * @param port to listen on; 0 takes a free one
 * @param data folder of everything kept: database, originals, renditions, index
 * @param database an existing PostgreSQL instead of the embedded one
 * @param settings file of further settings, as {@code docs/proofmark.properties} explains them
 */
public record PortalOptions(int port, Path data, Optional<DatabaseAddress> database, Optional<Path> settings) {
    public PortalOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port %d, not 0 to 65535".formatted(port));
        }
    }
}
