package org.proofmark.portal.catalogue.sites;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.proofmark.portal.platform.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works through imports, several at a time, each one step after the other: a site is asked for one thing at a time anyway. What
 * was under way at a kill is begun again.
 */
@Component
class SiteImporter implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SiteImporter.class);
    private static final int AT_ONCE = 6;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final SiteStore sites;
    private final SiteLook look;
    private final SiteFetch fetch;
    private final SiteWeb web;
    private final InstantSource clock;
    private final Semaphore work = new Semaphore(0);
    private final Map<SiteImportId, Thread> working = new ConcurrentHashMap<>();
    private volatile boolean running;
    private Thread dispatcher = new Thread(() -> {});

    SiteImporter(SiteStore sites, SiteLook look, SiteFetch fetch, SiteWeb web, InstantSource clock) {
        this.sites = sites;
        this.look = look;
        this.fetch = fetch;
        this.web = web;
        this.clock = clock;
    }

    /** There may be something to do. */
    void wake() {
        work.release();
    }

    /** Nobody wants to know any more: it may be waiting for its turn for an hour. */
    void interrupt(SiteImportId id) {
        Thread thread = working.get(id);
        if (thread != null) {
            web.stop(thread);
        }
    }

    @Override
    public void start() {
        running = true;
        dispatcher = Thread.ofPlatform().name("site-importer").daemon(true).start(this::dispatch);
    }

    private void dispatch() {
        while (running) {
            try {
                for (SiteImport site : sites.busy()) {
                    if (working.size() < AT_ONCE) {
                        working.computeIfAbsent(
                                site.id(),
                                id -> Thread.ofVirtual().name("import-" + id).start(() -> workThrough(id)));
                    }
                }
            } catch (RuntimeException broken) {
                LOG.warn("which sites are to be imported could not be read; tried again: {}", broken.toString());
            }
            try {
                if (work.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    work.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void workThrough(SiteImportId id) {
        try {
            boolean on = true;
            while (on && running) {
                on = step(id);
            }
        } catch (InterruptedException stopped) {
            // Cancelled, or the program ends; what was under way is still in the queue.
        } catch (Refused | IOException waits) {
            LOG.warn("the import {} waits: {}", id, waits.toString());
            rest();
        } catch (RuntimeException broken) {
            if (running) {
                LOG.error("a step of the import {} failed; it is tried again", id, broken);
                rest();
            }
        } finally {
            working.remove(id);
            wake();
        }
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers whether there may be more to do. */
    private boolean step(SiteImportId id) throws InterruptedException, IOException {
        SiteImport site = sites.find(id).orElseThrow(() -> new InterruptedException("it is gone"));
        return switch (site.state()) {
            case LOOKING -> look.step(site) || move(site, SiteImport.Event.ALL_READ);
            case RUNNING -> fetch.step(site) || move(site, SiteImport.Event.ALL_FETCHED);
            case READY, DONE, CANCELLED -> false;
        };
    }

    private boolean move(SiteImport site, SiteImport.Event event) {
        site.state().after(event).ifPresent(next -> sites.move(site.id(), site.state(), next, clock.instant()));
        return false;
    }

    @Override
    public void stop() {
        running = false;
        wake();
        try {
            dispatcher.join(Duration.ofSeconds(5));
            for (Thread thread : working.values()) {
                web.stop(thread);
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
