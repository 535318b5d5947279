package org.proofmark.portal;

import java.nio.file.Path;
import java.util.Optional;
import org.proofmark.portal.platform.DatabaseAddress;

/**
 * How a process is started that walks sources beside a portal.
 *
 * @param data the portal's data folder
 * @param database the portal's PostgreSQL; without it the one that a
 *     portal runs in the data folder
 * @param settings file of further settings, as {@code docs/proofmark.properties} explains them
 */
public record WorkOptions(Path data, Optional<DatabaseAddress> database, Optional<Path> settings) {}
