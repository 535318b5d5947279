package org.proofmark.portal.discovery;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Service;

/** Screenshots of pages, taken in the background where there is a browser. */
@Service
public class PageShots {
    private final ShotStore store;

    PageShots(ShotStore store) {
        this.store = store;
    }

    /** Asks for a page's screenshot; asked before, it is the same wish. */
    public void want(String page) {
        store.want(page);
    }

    /** The PNG of a page, where it was taken. */
    public Optional<Sha256> of(String page) {
        return store.file(page);
    }

    /** Those of these pages of which one was taken. */
    public Set<String> taken(Collection<String> pages) {
        return store.taken(pages);
    }
}
