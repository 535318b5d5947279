package org.proofmark.portal.discovery;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.proofmark.portal.platform.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Walks what is due, several sources at once, as long as this process lives. Any number of processes may do so on one database:
 * each source is walked by one of them, and one that gives no sign of life loses its sources to the others, who go on where it
 * was.
 */
@Component
class Crawler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Crawler.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(5);
    private static final Duration AT_THE_END = Duration.ofSeconds(60);
    private static final int SIGNS_IN_A_LEASE = 4;

    private final ClaimStore claims;
    private final RoundStore rounds;
    private final SourceWalk.Equipment equipment;
    private final SharedTurns turns;
    private final Worker worker;
    private final Settings.Crawl settings;
    private final Map<SourceId, SourceWalk> walks = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;

    Crawler(
            ClaimStore claims,
            RoundStore rounds,
            SourceWalk.Equipment equipment,
            SharedTurns turns,
            Worker worker,
            Settings settings) {
        this.claims = claims;
        this.rounds = rounds;
        this.equipment = equipment;
        this.turns = turns;
        this.worker = worker;
        this.settings = settings.crawl();
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("crawler").start(this::lookForWork);
        Thread.ofPlatform().daemon().name("crawler signs of life").start(this::giveSigns);
    }

    /** Looks at once for something due. */
    void wake() {
        news.release();
    }

    private void lookForWork() {
        while (running) {
            try {
                Optional<ClaimStore.Claim> claim = walks.size() < settings.sources()
                        ? claims.claim(worker.id(), worker.lease())
                        : Optional.empty();
                claim.ifPresent(this::begin);
                if (claim.isEmpty()) {
                    pause(BETWEEN_LOOKS);
                }
            } catch (RuntimeException broken) {
                LOG.warn("looking for sources that are due: {}", broken.toString());
                pause(BETWEEN_LOOKS.multipliedBy(5));
            }
        }
    }

    private void pause(Duration most) {
        try {
            boolean _ = news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
            news.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(ClaimStore.Claim claim) {
        SourceWalk walk = new SourceWalk(equipment, claim);
        walks.put(claim.id(), walk);
        Thread.ofPlatform().daemon().name("walk " + claim.scope()).start(() -> {
            try {
                walk(claim, walk);
            } catch (RuntimeException broken) {
                LOG.warn("the walk over {} could not be given back: {}", claim.scope(), broken.toString());
            } finally {
                walks.remove(claim.id());
                wake();
            }
        });
    }

    private void walk(ClaimStore.Claim claim, SourceWalk walk) {
        try {
            if (walk.go()) {
                claims.done(claim, worker.id());
            } else {
                claims.giveBack(claim.id(), worker.id(), Duration.ZERO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException broken) {
            if (isLost(broken)) {
                LOG.info("{}", broken.getMessage());
                return;
            }
            LOG.warn("the walk over {} was broken off", claim.scope(), broken);
            rounds.trouble(claim.id(), String.valueOf(broken.getMessage()));
            claims.giveBack(claim.id(), worker.id(), AFTER_TROUBLE);
        }
    }

    private static boolean isLost(Throwable broken) {
        return broken instanceof SourceFrontier.LostException || broken.getCause() != null && isLost(broken.getCause());
    }

    private void giveSigns() {
        long every = worker.lease().dividedBy(SIGNS_IN_A_LEASE).toMillis();
        while (running || !walks.isEmpty()) {
            try {
                sign();
                Thread.sleep(every);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException broken) {
                LOG.warn("no sign of life could be given: {}", broken.toString());
            }
        }
    }

    /** What is no longer this process's to walk, or no longer wanted, is stopped. */
    private void sign() {
        Map<SourceId, SourceWalk> now = Map.copyOf(walks);
        if (now.isEmpty()) {
            return;
        }
        Set<SourceId> ours = claims.alive(worker.id(), worker.lease(), now.keySet());
        turns.alive();
        now.forEach((id, walk) -> {
            if (!ours.contains(id)) {
                walk.stop();
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        wake();
        walks.values().forEach(SourceWalk::stop);
        long until = System.nanoTime() + AT_THE_END.toNanos();
        try {
            while (!walks.isEmpty() && System.nanoTime() < until) {
                walks.values().forEach(SourceWalk::stop);
                Thread.sleep(20);
            }
            turns.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException gone) {
            LOG.info("turns end by themselves: {}", gone.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
