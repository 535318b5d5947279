package org.proofmark.portal.discovery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.robots.RobotsSettings;
import org.proofmark.scout.url.Url;
import org.springframework.stereotype.Component;

/** What robots.txt files said, for all walks of this process: asked for once a day. */
@Component
class RobotsMemory {
    static final RobotsSettings SETTINGS = RobotsSettings.STANDARD;

    private final InstantSource clock;
    private final Map<Url, Said> said = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Url, Said> eldest) {
            return size() > SETTINGS.maxOrigins();
        }
    };

    private record Said(Outcome outcome, Instant until) {}

    RobotsMemory(InstantSource clock) {
        this.clock = clock;
    }

    /** Asks only for what is not remembered. */
    Fetcher over(Fetcher asked) {
        return (request, gate) -> known(request.url()).orElseGet(() -> {
            Outcome outcome = asked.fetch(request, gate);
            if (isWord(outcome)) {
                remember(request.url(), outcome);
            }
            return outcome;
        });
    }

    /** What says something for the day: not that a server is busy, or could not be reached. */
    private static boolean isWord(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Fetched _ -> true;
            case Outcome.Failed failed -> failed.status() < 500 && failed.status() != 429;
            case Outcome.Unchanged _, Outcome.Refused _, Outcome.TooLarge _, Outcome.Unreachable _ -> false;
        };
    }

    private synchronized Optional<Outcome> known(Url url) {
        @Nullable Said there = said.get(url);
        return Optional.ofNullable(there)
                .filter(one -> clock.instant().isBefore(one.until))
                .map(Said::outcome);
    }

    private synchronized void remember(Url url, Outcome outcome) {
        said.put(url, new Said(outcome, clock.instant().plus(SETTINGS.keep())));
    }
}
