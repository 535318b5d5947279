package org.proofmark.engine.worker;

import org.proofmark.engine.media.MediaLimits;

/**
 * How a pool of worker processes is kept.
 *
 * @param workers how many processes, at least 1
 * @param imagesPerWorker after so many images a worker is replaced, at least 1
 * @param limits the limits set on every file
 */
public record PoolSettings(int workers, int imagesPerWorker, MediaLimits limits) {
    public PoolSettings {
        if (workers < 1 || imagesPerWorker < 1) {
            throw new IllegalArgumentException(
                    "a pool of %d workers, %d images each".formatted(workers, imagesPerWorker));
        }
    }

    /**
     * One worker per processor, standard limits, 20,000 images each: a fresh worker costs about three seconds of processor
     * until it is warm, which is then 2 % of its life; one that grows is replaced earlier.
     */
    public static PoolSettings standard() {
        return new PoolSettings(Runtime.getRuntime().availableProcessors(), 20_000, MediaLimits.standard());
    }
}
