package org.proofmark.engine.media;

import java.time.Duration;
import java.util.Optional;

/**
 * The limits set on every foreign file.
 *
 * @param bytes largest file, in bytes
 * @param pixels largest picture, in pixels of the whole image (width × height)
 * @param time longest wall-clock time for one file, from handing it over to its answer
 * @param workerMemoryMegabytes Java heap of one worker process, in MiB; its native memory is capped beside it
 */
public record MediaLimits(long bytes, long pixels, Duration time, int workerMemoryMegabytes) {
    public MediaLimits {
        if (bytes < 1 || pixels < 1 || time.isNegative() || time.isZero() || workerMemoryMegabytes < 64) {
            throw new IllegalArgumentException(
                    "limits of %d bytes, %d pixels, %s, %d MiB".formatted(bytes, pixels, time, workerMemoryMegabytes));
        }
    }

    /** The refusal of a file for its bytes alone, if it is one. */
    public Optional<Undecodable> tooManyBytes(byte[] file) {
        return file.length <= bytes
                ? Optional.empty()
                : Optional.of(new Undecodable(
                        Undecodable.Reason.TOO_MANY_BYTES,
                        "the file has %,d bytes, the limit is %,d".formatted(file.length, bytes)));
    }

    /** 100 MiB, 150 megapixels, 20 seconds, 512 MiB. */
    public static MediaLimits standard() {
        return new MediaLimits(100L << 20, 150_000_000, Duration.ofSeconds(20), 512);
    }
}
