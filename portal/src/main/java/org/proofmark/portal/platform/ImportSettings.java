package org.proofmark.portal.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Imports from sites, under {@code proofmark.imports.}
 *
 * @param rest how long a site rests between two requests, at least; it rests longer where it answers slowly or asks for it
 */
public record ImportSettings(@DefaultValue("1s") Duration rest) {
    public ImportSettings {
        if (rest.isNegative()) {
            throw new IllegalArgumentException("proofmark.imports.rest is not negative");
        }
    }
}
