package org.proofmark.scout.capture;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How a capture is made.
 *
 * @param software name and version of the program, as the package states it
 * @param withoutBrowser the most addresses asked for where there is no browser to ask for them
 * @param time the clock
 * @param ids where record ids come from
 */
public record CaptureSettings(String software, int withoutBrowser, InstantSource time, Supplier<UUID> ids) {
    public CaptureSettings {
        if (software.isBlank() || withoutBrowser < 1) {
            throw new IllegalArgumentException("software '%s', %d addresses".formatted(software, withoutBrowser));
        }
    }

    /** At most 500 addresses. */
    public static CaptureSettings of(String software) {
        return new CaptureSettings(software, 500, InstantSource.system(), UUID::randomUUID);
    }
}
