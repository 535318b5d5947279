package org.proofmark.portal.catalogue.folders;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Settings;
import org.proofmark.portal.platform.WatchSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks at all watched folders by turns. By looking, not by being told: network disks tell nothing. A look that took long is
 * followed by a longer rest.
 */
@Component
class FolderWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    /** Of the time, at least so many parts are rest for one of looking. */
    private static final int RESTS = 4;

    private final FolderStore store;
    private final SeenFiles seen;
    private final AllowedFolders allowed;
    private final Uploads uploads;
    private final People people;
    private final WatchSettings settings;
    private final InstantSource clock;

    /** Given when there is no more time to rest: the program ends. Nothing is interrupted that may be writing. */
    private final Semaphore rest = new Semaphore(0);

    private volatile boolean running;
    private Optional<Thread> thread = Optional.empty();

    FolderWatch(
            FolderStore store,
            SeenFiles seen,
            AllowedFolders allowed,
            Uploads uploads,
            People people,
            Settings settings,
            InstantSource clock) {
        this.store = store;
        this.seen = seen;
        this.allowed = allowed;
        this.uploads = uploads;
        this.people = people;
        this.settings = settings.watched();
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        if (allowed.any()) {
            thread = Optional.of(
                    Thread.ofPlatform().name("folder-watch").daemon(true).start(this::run));
        }
    }

    private void run() {
        while (running) {
            Instant began = clock.instant();
            lookAtAll();
            Duration tired = Duration.between(began, clock.instant()).multipliedBy(RESTS);
            try {
                rest.tryAcquire(
                        Math.max(tired.toMillis(), settings.every().toMillis()), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Looks at every folder once. */
    private void lookAtAll() {
        try {
            for (WatchedFolder folder : store.all()) {
                if (running && !folder.paused()) {
                    lookOrTell(folder);
                }
            }
        } catch (RuntimeException broken) {
            tell("which folders are watched could not be read; tried again", broken);
        }
    }

    /** What goes wrong in one is no reason to leave the others. */
    private void lookOrTell(WatchedFolder folder) {
        try {
            look(folder);
        } catch (RuntimeException broken) {
            tell("the watched folder " + folder.id() + " could not be looked at; tried again", broken);
        }
    }

    private void tell(String what, RuntimeException broken) {
        if (running) {
            LOG.error(what, broken);
        }
    }

    private void look(WatchedFolder folder) {
        long leftOut = folder.leftOut();
        Optional<String> trouble = Optional.empty();
        try {
            Path root = allowed.root(folder.root()).orElseThrow(() -> Refused.invalid("refused.folder.notAllowed"));
            leftOut = new FolderLook(
                            folder,
                            owner(folder),
                            seen,
                            uploads,
                            settings.settled(),
                            clock.instant(),
                            () -> running
                                    && store.find(folder.id())
                                            .filter(now -> !now.paused())
                                            .isPresent())
                    .run(root);
        } catch (Refused refused) {
            trouble = Optional.of(refused.reason());
        } catch (IOException broken) {
            trouble = Optional.of(Tree.refusal(broken).reason());
        }
        store.looked(folder.id(), clock.instant(), trouble, leftOut);
    }

    /** In whose name files are taken, while that person may register them. */
    private SignedIn owner(WatchedFolder folder) {
        return people.now(new SignedIn(folder.person(), folder.holder(), "", Set.of(), true))
                .filter(person -> person.is(Role.CREATOR) && person.holder().equals(folder.holder()))
                .orElseThrow(() -> Refused.invalid("refused.folder.person"));
    }

    @Override
    public void stop() {
        running = false;
        rest.release();
        try {
            if (thread.isPresent()) {
                thread.get().join(Duration.ofSeconds(10));
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
