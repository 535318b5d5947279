package org.proofmark.portal.catalogue.sites;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.proofmark.scout.url.Url;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A holder's imports from sites: first a look at what there is, then, on their word, the pictures. */
@Service
@Transactional
public class SiteImports {
    /** Imports of one holder that are at work at a time. */
    public static final int MOST_AT_ONCE = 3;

    private static final int LONGEST_ADDRESS = 2_000;
    private static final int SHOWN = 100;

    private final SiteStore sites;
    private final SourceStore sources;
    private final PictureStore pictures;
    private final SiteWeb web;
    private final SiteImporter importer;
    private final Audit audit;
    private final InstantSource clock;

    SiteImports(
            SiteStore sites,
            SourceStore sources,
            PictureStore pictures,
            SiteWeb web,
            SiteImporter importer,
            Audit audit,
            InstantSource clock) {
        this.sites = sites;
        this.sources = sources;
        this.pictures = pictures;
        this.web = web;
        this.importer = importer;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Begins to look at what a site has; the same id again is the same import.
     *
     * @param typed the address of the site, or of one of its lists
     */
    public SiteImport.Status begin(SignedIn by, SiteImportId id, String typed) {
        Url address = address(typed);
        if (sites.find(by.holder(), id).isPresent()) {
            return find(by, id);
        }
        if (sites.busy(by.holder()) >= MOST_AT_ONCE) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.site.atOnce", MOST_AT_ONCE);
        }
        SiteImport site = new SiteImport(
                id,
                by.holder(),
                by.person(),
                address.toString(),
                SiteImport.State.LOOKING,
                clock.instant(),
                Optional.empty(),
                false);
        if (sites.insert(site)) {
            sources.add(id, new SiteReading.Further(address, SiteImport.Kind.START, SiteReading.START, false));
            audit.note(Optional.of(by.person().value()), "import.looked", id, address.toString());
            afterwards(importer::wake);
        }
        return find(by, id);
    }

    private Url address(String typed) {
        String text = typed.strip();
        String whole = text.matches("(?i)[a-z][a-z0-9+.-]*:.*") && !text.matches("[^/]+:\\d+(/.*)?")
                ? text
                : "https://" + text;
        return Optional.of(whole)
                .filter(one -> one.length() <= LONGEST_ADDRESS)
                .flatMap(Url::parse)
                .map(Url::withoutFragment)
                .filter(web::mayBe)
                .orElseThrow(() -> Refused.invalid("refused.site.noAddress"));
    }

    @Transactional(readOnly = true)
    public SiteImport.Status find(SignedIn by, SiteImportId id) {
        return status(sites.find(by.holder(), id).orElseThrow(Refused::notFound));
    }

    /** The latest, newest first. */
    @Transactional(readOnly = true)
    public List<SiteImport.Status> latest(SignedIn by) {
        return sites.latest(by.holder(), SHOWN).stream().map(this::status).toList();
    }

    private SiteImport.Status status(SiteImport site) {
        return new SiteImport.Status(site, pictures.counts(site.id()));
    }

    /** From where pictures come, and what could not be read. */
    @Transactional(readOnly = true)
    public List<SiteImport.Source> sources(SignedIn by, SiteImportId id) {
        find(by, id);
        return sources.told(id, SHOWN);
    }

    /** Documents read and documents that wait. */
    @Transactional(readOnly = true)
    public int[] documents(SignedIn by, SiteImportId id) {
        find(by, id);
        SourceStore.Progress progress = sources.progress(id);
        return new int[] {progress.read(), progress.waiting()};
    }

    /**
     * Its pictures, in the order they were found.
     *
     * @param after only those after this position
     * @param troubled only those that were not taken
     */
    @Transactional(readOnly = true)
    public List<SiteImport.Picture> pictures(SignedIn by, SiteImportId id, long after, boolean troubled, int limit) {
        find(by, id);
        if (limit < 1 || limit > 500) {
            throw Refused.invalid("refused.limit");
        }
        return pictures.pictures(id, after, troubled, limit);
    }

    /**
     * Has the pictures fetched.
     *
     * @param rights that the person declares to have the rights to them
     */
    public SiteImport.Status start(SignedIn by, SiteImportId id, boolean rights) {
        SiteImport site = find(by, id).site();
        if (!rights) {
            throw Refused.invalid("refused.site.rights");
        }
        if (site.state() == SiteImport.State.RUNNING) {
            return find(by, id);
        }
        move(site, SiteImport.Event.STARTED);
        audit.note(Optional.of(by.person().value()), "import.started", id, "rights declared: " + site.address());
        afterwards(importer::wake);
        return find(by, id);
    }

    /** Ends it; what was registered stays. */
    public SiteImport.Status cancel(SignedIn by, SiteImportId id) {
        SiteImport site = find(by, id).site();
        if (site.state() != SiteImport.State.CANCELLED) {
            move(site, SiteImport.Event.CANCELLED);
            audit.note(Optional.of(by.person().value()), "import.cancelled", id, "");
            afterwards(() -> importer.interrupt(id));
        }
        return find(by, id);
    }

    private void move(SiteImport site, SiteImport.Event event) {
        boolean moved = site.state()
                .after(event)
                .filter(next -> sites.move(site.id(), site.state(), next, clock.instant()))
                .isPresent();
        if (!moved) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.site.state");
        }
    }

    /** Once others can see it. */
    private static void afterwards(Runnable act) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                act.run();
            }
        });
    }
}
