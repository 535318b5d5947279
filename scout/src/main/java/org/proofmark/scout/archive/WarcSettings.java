package org.proofmark.scout.archive;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a written archive says of itself, and how large its files grow.
 *
 * @param software name and version of the program that writes
 * @param robots how robots.txt was heeded: {@code classic} or {@code ignore}, as the warcinfo field's registry says
 * @param fileBytes after how many bytes the next file begins
 * @param remembered how many payloads are remembered, to write the same bytes only once
 * @param time the clock
 * @param ids where record ids come from
 */
public record WarcSettings(
        String software, String robots, long fileBytes, int remembered, InstantSource time, Supplier<UUID> ids) {
    public WarcSettings {
        if (software.isBlank() || fileBytes < 1 || remembered < 0) {
            throw new IllegalArgumentException(
                    "software '%s', %d bytes, %d payloads".formatted(software, fileBytes, remembered));
        }
    }

    /** Files of 1 GB, 200,000 payloads remembered (about 60 MB). */
    public static WarcSettings of(String software, String robots) {
        return new WarcSettings(software, robots, 1L << 30, 200_000, InstantSource.system(), UUID::randomUUID);
    }
}
