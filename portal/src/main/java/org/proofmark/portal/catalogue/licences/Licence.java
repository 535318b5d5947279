package org.proofmark.portal.catalogue.licences;

import java.time.Instant;
import java.util.Optional;
import org.proofmark.portal.platform.Sha256;

/**
 * A licence as it stands in the register.
 *
 * @param covers what it permits use of; nothing once all its works and collections are deleted
 * @param version counts changes, so that two people do not overwrite each other
 */
public record Licence(
        LicenceId id, Terms terms, Covers covers, Optional<Invoice> invoice, Instant recordedAt, int version) {
    /**
     * The paper for it, a file of any kind.
     *
     * @param name as the file was called
     */
    public record Invoice(Sha256 digest, String name) {}
}
