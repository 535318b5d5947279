package org.proofmark.portal.catalogue;

import java.nio.file.Path;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.media.MediaLimits;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.PoolSettings;
import org.proofmark.engine.worker.WorkerPool;
import org.proofmark.portal.platform.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine, as the catalogue uses it: workers that look at foreign files, and the index of all works. */
@Configuration
class Eyes {
    @Bean(destroyMethod = "close")
    Examiner examiner(Settings settings) {
        PoolSettings standard = PoolSettings.standard();
        int workers = settings.workers() == 0 ? standard.workers() : settings.workers();
        return new WorkerPool(new PoolSettings(workers, standard.imagesPerWorker(), MediaLimits.standard()));
    }

    @Bean(destroyMethod = "close")
    SegmentedIndex fingerprints(Settings settings) {
        Path folder = settings.data().resolve("index");
        return SegmentedIndex.open(folder);
    }
}
