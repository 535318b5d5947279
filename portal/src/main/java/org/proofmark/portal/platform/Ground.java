package org.proofmark.portal.platform;

import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What comes in through the door: time, and where files are kept. */
@Configuration
class Ground {
    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    Blobs blobs(Settings settings, InstantSource clock) throws IOException {
        return settings.bucket().used()
                ? BucketBlobs.open(settings.bucket(), settings.data().resolve("unsent"))
                : new FileBlobs(settings.data().resolve("blobs"), clock);
    }
}
