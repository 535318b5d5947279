package org.proofmark.portal.matching.compare;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.match.Encounters;
import org.proofmark.engine.rendition.Renditions;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.portal.catalogue.Holdings;
import org.proofmark.portal.catalogue.WorkFinder;
import org.proofmark.portal.discovery.Look;
import org.proofmark.portal.discovery.Looks;
import org.proofmark.portal.matching.Finding;
import org.proofmark.portal.matching.Match;
import org.proofmark.portal.matching.MatchId;
import org.proofmark.portal.matching.settle.Settlement;
import org.proofmark.portal.platform.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares: every new image with all works, every new work with all images met. A new image is put among the encounters
 * <em>before</em> it is asked against the works, and a new work is among the works <em>before</em> it is asked against the
 * encounters; so whoever comes second sees the first, and no pair is missed. Each step may be repeated: a kill between any two of
 * its lines costs the work of one step and changes nothing.
 */
@Component
public class Comparer {
    private static final Logger LOG = LoggerFactory.getLogger(Comparer.class);

    private static final int LOOKS = 16;
    private static final int WORKS = 4;
    private static final int SIGHTINGS = 500;
    private static final int WATCHED = 500;
    private static final int FACTS = 1_000;

    private final Looks looks;
    private final WorkFinder works;
    private final EncounterIndex encounters;
    private final Encounters met;
    private final FoundStore store;
    private final MatchMaker maker;
    private final Copies copies;
    private final Examiner examiner;
    private final Settlement settlement;
    private final TransactionTemplate together;

    Comparer(
            Looks looks,
            WorkFinder works,
            EncounterIndex encounters,
            FoundStore store,
            MatchMaker maker,
            Copies copies,
            Examiner examiner,
            Settlement settlement,
            TransactionTemplate together) {
        this.looks = looks;
        this.works = works;
        this.encounters = encounters;
        this.met = new Encounters(encounters.index());
        this.store = store;
        this.maker = maker;
        this.copies = copies;
        this.examiner = examiner;
        this.settlement = settlement;
        this.together = together;
    }

    /** Does some of what waits; answers whether there was anything. */
    public boolean step() throws IOException {
        boolean some = images();
        some |= newWorks();
        some |= maker.tell(SIGHTINGS) > 0;
        some |= maker.know(FACTS);
        return settle() || some;
    }

    /** How many images and works wait to be compared. */
    public long waiting() {
        return looks.waiting() + store.waiting();
    }

    private boolean images() throws IOException {
        List<Look> next = looks.next(LOOKS);
        Map<Sha256, Fingerprint> fingerprints = new java.util.HashMap<>();
        for (Look look : next) {
            fingerprints.put(look.digest(), Encounters.kept(look.query(), look.deep()));
        }
        encounters.add(fingerprints);
        for (Look look : next) {
            compare(look);
        }
        return !next.isEmpty();
    }

    private void compare(Look look) throws IOException {
        List<WorkFinder.Shown> shown = works.shownBy(look.query(), List.of(look::deep));
        boolean matched = !shown.isEmpty() || !store.of(look.digest()).isEmpty();
        Optional<Renditions> renditions = matched ? renditions(look.digest()) : Optional.empty();
        Optional<MeanColour> colour = renditions.map(made -> new MeanColour(made.meanColour()));
        Match.Copy copy = new Match.Copy(look.digest(), look.width(), look.height(), look.bytes());
        List<FoundStore.Known> known = new ArrayList<>();
        for (WorkFinder.Shown one : shown) {
            Finding finding = coloured(Finding.of(one.match()), colour, maker.work(one.work()));
            known.add(new FoundStore.Known(one.holder(), one.work(), copy, finding));
        }
        together.executeWithoutResult(transaction -> {
            maker.found(known, look.query().fingerprint().code());
            looks.compared(look.digest(), matched);
        });
    }

    /** What became of the colours: of others than the work's it is told only where the two show the same. */
    private static Finding coloured(Finding finding, Optional<MeanColour> copy, Optional<Holdings.Brief> work) {
        if (copy.isEmpty() || work.isEmpty()) {
            return finding;
        }
        MeanColour original = new MeanColour(work.get().ground());
        if (copy.get().greyOf(original)) {
            return finding.grey();
        }
        return finding.whole() && copy.get().anotherThan(original) ? finding.recolour() : finding;
    }

    private Optional<Renditions> renditions(Sha256 digest) throws IOException {
        Optional<InputStream> file = looks.file(digest);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = file.get()) {
            bytes = in.readAllBytes();
        }
        if (examiner.examine(bytes, Detail.REFERENCE, Copies.RENDITIONS) instanceof Examined seen) {
            copies.keep(digest, seen.renditions());
            return Optional.of(seen.renditions());
        }
        return Optional.empty();
    }

    private boolean newWorks() throws IOException {
        boolean some = false;
        for (FoundStore.Waiting next : store.waiting(WORKS)) {
            Optional<Holdings.Brief> work = maker.work(next.work());
            Optional<Fingerprint> reference = works.fingerprint(next.holder(), next.work());
            if (work.filter(Holdings.Brief::monitored).isEmpty()) {
                store.compared(next.work());
                some = true;
            } else if (reference.isPresent()) {
                compare(next, reference.get());
                some = true;
            }
        }
        return some;
    }

    private void compare(FoundStore.Waiting next, Fingerprint reference) throws IOException {
        Optional<Examined> query = works.asQuery(next.holder(), next.work());
        List<Encounters.Found> found =
                query.isEmpty() ? List.of() : met.showing(next.work().toString(), query.get(), reference, works.size());
        together.executeWithoutResult(transaction -> {
            List<Sha256> digests = new ArrayList<>();
            for (Encounters.Found one : found) {
                Sha256 digest = Sha256.parse(one.image());
                encounters.fingerprint(digest).ifPresent(seen -> {
                    Match.Copy copy = new Match.Copy(digest, seen.width(), seen.height(), 0);
                    maker.found(
                            List.of(new FoundStore.Known(next.holder(), next.work(), copy, Finding.of(one.match()))),
                            seen.code());
                    digests.add(digest);
                });
            }
            looks.fetchAgain(digests);
            store.compared(next.work());
        });
        for (Encounters.Found one : found) {
            Sha256 digest = Sha256.parse(one.image());
            if (copies.rendered(List.of(digest)).isEmpty()) {
                renditions(digest);
            }
        }
    }

    private boolean settle() {
        Optional<Settlement.Wish> wish = settlement.next();
        if (wish.isEmpty()) {
            return false;
        }
        boolean more = true;
        while (more) {
            more = maker.reckon(wish.get().holder(), FACTS);
        }
        Optional<MatchId> after = Optional.empty();
        for (List<MatchId> some = settlement.some(wish.get().holder(), after);
                !some.isEmpty();
                some = settlement.some(wish.get().holder(), after)) {
            settlement.settle(wish.get().holder(), some);
            after = Optional.of(some.getLast());
        }
        settlement.done(wish.get());
        return true;
    }

    /** Asks of some matches whether they are still there, after one; answers after which to go on. */
    public Optional<MatchId> look(Optional<MatchId> after) {
        return maker.look(after, WATCHED);
    }

    /** Asks of all matches whether they are still there, and goes through what ends by itself. */
    public void daily() {
        Optional<MatchId> after = Optional.empty();
        do {
            after = look(after);
        } while (after.isPresent());
        settlement.reconsiderAll();
    }

    /**
     * Makes the encounters what the database says was compared: an image that is missing there is looked at again, one that
     * nobody knows is taken out.
     */
    public void heal() {
        Set<Sha256> indexed = encounters.digests();
        List<Sha256> missing = new ArrayList<>();
        try (Stream<Sha256> compared = looks.compared()) {
            compared.forEach(digest -> {
                if (!indexed.remove(digest)) {
                    missing.add(digest);
                }
            });
        }
        looks.lookAgain(missing);
        Set<Sha256> unknown = looks.unknown(indexed);
        unknown.forEach(encounters::remove);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            LOG.info(
                    "encounters mended: {} images are looked at again, {} nobody knows",
                    missing.size(),
                    unknown.size());
        }
    }
}
