package org.proofmark.portal.matching.compare;

import java.time.InstantSource;
import java.util.List;
import org.proofmark.portal.catalogue.WorkRegistered;
import org.proofmark.portal.catalogue.WorksDeleted;
import org.proofmark.portal.catalogue.WorksMonitored;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears of works, within the transaction in which they come and go: none is forgotten, and none stays. */
@Component
class WorkQueue {
    private final FoundStore store;
    private final InstantSource clock;

    WorkQueue(FoundStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @EventListener
    void on(WorkRegistered registered) {
        if (registered.monitored()) {
            store.want(registered.holder(), List.of(registered.work()), clock.instant());
        }
    }

    @EventListener
    void on(WorksMonitored monitored) {
        store.want(monitored.holder(), monitored.works(), clock.instant());
    }

    @EventListener
    void on(WorksDeleted deleted) {
        store.forget(deleted.holder(), deleted.works());
    }
}
