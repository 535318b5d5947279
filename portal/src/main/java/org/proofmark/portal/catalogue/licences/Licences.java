package org.proofmark.portal.catalogue.licences;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Blobs;
import org.proofmark.portal.platform.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The licence register of a holder. A foreign licence is not found, like one that never was. */
@Service
@Transactional
public class Licences {
    /** Bytes of an invoice. */
    public static final int LARGEST_INVOICE = 20 << 20;

    /** Licences read together for a table. */
    private static final int TOGETHER = 200;

    private final LicenceStore store;
    private final RegisterStore register;
    private final NameStore called;
    private final Blobs blobs;
    private final Audit audit;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    Licences(
            LicenceStore store,
            RegisterStore register,
            NameStore called,
            Blobs blobs,
            Audit audit,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.store = store;
        this.register = register;
        this.called = called;
        this.blobs = blobs;
        this.audit = audit;
        this.clock = clock;
        this.events = events;
    }

    public Licence find(SignedIn by, LicenceId id) {
        return store.find(by.holder(), id).orElseThrow(Refused::notFound);
    }

    public Register.Stretch look(SignedIn by, Register asked) {
        List<Register.Line> lines = register.lines(by.holder(), asked, today(), asked.limit() + 1);
        if (lines.size() <= asked.limit()) {
            return new Register.Stretch(lines, Optional.empty());
        }
        LicenceId last = lines.get(asked.limit() - 1).id();
        return new Register.Stretch(
                lines.subList(0, asked.limit()),
                Optional.of(new Register.Place(register.place(by.holder(), last, asked.show()), last.value())));
    }

    public Register.Counts counts(SignedIn by) {
        return register.counts(by.holder(), today());
    }

    /** All of a holder's licences, the first recorded first. */
    public List<Licence> all(SignedIn by) {
        return store.find(by.holder(), store.ids(by.holder()));
    }

    /** Today, by which licences run or have ended; in UTC. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * Records a licence.
     *
     * @param id made by the caller: the same again is the same act
     */
    public Licence record(SignedIn by, LicenceId id, Terms terms, Covers covers) {
        refuseNothing(covers);
        if (!store.insert(by.holder(), id, terms, covers.everything(), clock.instant())) {
            return store.find(by.holder(), id)
                    .filter(there -> there.version() > 1 || same(there, terms, covers))
                    .orElseThrow(() -> new Refused(Refused.Kind.CONFLICT, "refused.otherLicence"));
        }
        cover(by, id, covers);
        audit.note(Optional.of(by.person().value()), "licence.recorded", id, "");
        events.publishEvent(new LicencesChanged(by.holder()));
        return find(by, id);
    }

    private static boolean same(Licence there, Terms terms, Covers covers) {
        return there.terms().equals(terms)
                && there.covers().everything() == covers.everything()
                && java.util.Set.copyOf(there.covers().works()).equals(java.util.Set.copyOf(covers.works()))
                && java.util.Set.copyOf(there.covers().collections())
                        .equals(java.util.Set.copyOf(covers.collections()));
    }

    /** Records what a file says; what is there already stays as it is. */
    void recordAll(SignedIn by, List<LicenceImport.Planned.New> made) {
        for (LicenceImport.Planned.New each : made) {
            if (store.insert(by.holder(), each.id(), each.terms(), each.covers().everything(), clock.instant())) {
                cover(by, each.id(), each.covers());
            }
        }
        audit.note(Optional.of(by.person().value()), "licences.imported", made.size() + " licences", "");
        events.publishEvent(new LicencesChanged(by.holder()));
    }

    /**
     * Changes a licence.
     *
     * @param version the one that was read; if it is no longer the present one, nothing is changed
     */
    public Licence change(SignedIn by, LicenceId id, Terms terms, Covers covers, int version) {
        refuseNothing(covers);
        find(by, id);
        if (!store.update(by.holder(), id, terms, covers.everything(), version)) {
            throw new Refused(Refused.Kind.CHANGED, "refused.changed");
        }
        store.uncover(by.holder(), id);
        cover(by, id, covers);
        audit.note(Optional.of(by.person().value()), "licence.changed", id, "");
        events.publishEvent(new LicencesChanged(by.holder()));
        return find(by, id);
    }

    private static void refuseNothing(Covers covers) {
        if (covers.nothing()) {
            throw Refused.invalid("refused.coversNothing");
        }
    }

    private void cover(SignedIn by, LicenceId id, Covers covers) {
        boolean whole =
                store.cover(by.holder(), id, covers.works()) == covers.works().size()
                        && store.coverCollections(by.holder(), id, covers.collections())
                                == covers.collections().size();
        if (!whole) {
            throw Refused.invalid("refused.coversGone");
        }
    }

    /** Has a licence cover these works too. */
    public void add(SignedIn by, LicenceId id, Collection<WorkId> works) {
        Licence licence = find(by, id);
        List<WorkId> all = java.util.stream.Stream.concat(licence.covers().works().stream(), works.stream())
                .toList();
        change(
                by,
                id,
                licence.terms(),
                new Covers(licence.covers().everything(), all, licence.covers().collections()),
                licence.version());
    }

    /**
     * Deletes a licence.
     *
     * @param version the one that was read; if it is no longer the present one, nothing is deleted
     */
    public void delete(SignedIn by, LicenceId id, int version) {
        Licence licence = find(by, id);
        if (!store.delete(by.holder(), id, version)) {
            throw new Refused(Refused.Kind.CHANGED, "refused.changed");
        }
        audit.note(
                Optional.of(by.person().value()),
                "licence.deleted",
                id,
                licence.terms().licensee());
        events.publishEvent(new LicencesChanged(by.holder()));
    }

    /** Keeps the paper for a licence, in place of the one before. */
    public Licence invoice(SignedIn by, LicenceId id, String name, InputStream bytes) throws IOException {
        find(by, id);
        byte[] file = bytes.readNBytes(LARGEST_INVOICE + 1);
        if (file.length > LARGEST_INVOICE) {
            throw new Refused(Refused.Kind.TOO_LARGE, "refused.invoiceSize", LARGEST_INVOICE >> 20);
        }
        Blobs.Kept kept = blobs.keep(new java.io.ByteArrayInputStream(file));
        store.invoice(by.holder(), id, Optional.of(new Licence.Invoice(kept.digest(), Uploads.cleanName(name))));
        audit.note(
                Optional.of(by.person().value()),
                "licence.invoice",
                id,
                kept.digest().hex());
        return find(by, id);
    }

    /** Takes the paper away; its file goes with the next sweep. */
    public void dropInvoice(SignedIn by, LicenceId id) {
        find(by, id);
        store.invoice(by.holder(), id, Optional.empty());
        audit.note(Optional.of(by.person().value()), "licence.invoice", id, "removed");
    }

    /** The paper for a licence, byte for byte. */
    public InputStream invoice(SignedIn by, LicenceId id) throws IOException {
        Licence.Invoice invoice = find(by, id).invoice().orElseThrow(Refused::notFound);
        return blobs.open(invoice.digest()).orElseThrow(Refused::notFound);
    }

    /** What is known of the licences of a work. */
    public Known of(SignedIn by, WorkId work) {
        return new Known(register.covering(by.holder(), work), register.neverLicensed(by.holder(), work));
    }

    /**
     * The licences of a work.
     *
     * @param lines those that cover it, the last recorded first, 200 at most
     * @param never the creator states that none was ever sold
     */
    public record Known(List<Register.Line> lines, boolean never) {
        public Known {
            lines = List.copyOf(lines);
        }

        /** The licensees, by their licences. */
        public Map<LicenceId, String> names() {
            Map<LicenceId, String> names = new LinkedHashMap<>();
            lines.forEach(line -> names.put(line.id(), line.licensee()));
            return names;
        }

        /** Whether the register tells what was sold, were it nothing. */
        public boolean whole() {
            return never || !lines.isEmpty();
        }
    }

    /** The creator's statement that no licence for a work was ever sold, or its withdrawal. */
    public void neverSold(SignedIn by, WorkId work, boolean never) {
        if (!register.neverLicensed(by.holder(), work, never)) {
            throw Refused.notFound();
        }
        audit.note(Optional.of(by.person().value()), "work.neverLicensed", work, Boolean.toString(never));
    }

    /** Collections a licence can cover. */
    public List<Choice> collections(SignedIn by) {
        return called.collections(by.holder());
    }

    /** A work by its name. */
    public record Named(WorkId id, String name) {}

    /** Those of these works that are the holder's, in this order. */
    public List<Named> named(SignedIn by, List<WorkId> works) {
        return works.isEmpty() ? List.of() : called.named(by.holder(), works);
    }

    /** The whole register as a table (RFC 4180) that can be imported again. */
    public void write(SignedIn by, Writer out) throws IOException {
        Map<CollectionId, String> names = collections(by).stream().collect(Collectors.toMap(Choice::id, Choice::path));
        out.write(LicenceSheet.heading() + "\r\n");
        List<LicenceId> all = store.ids(by.holder());
        for (int from = 0; from < all.size(); from += TOGETHER) {
            write(by, all.subList(from, Math.min(from + TOGETHER, all.size())), names, out);
        }
    }

    private void write(SignedIn by, List<LicenceId> ids, Map<CollectionId, String> names, Writer out)
            throws IOException {
        Map<LicenceId, List<NameStore.Covered>> covered = called.covered(by.holder(), ids);
        for (Licence licence : store.find(by.holder(), ids)) {
            List<String> within = licence.covers().collections().stream()
                    .map(collection -> names.getOrDefault(collection, ""))
                    .toList();
            List<NameStore.Covered> photos = covered.getOrDefault(licence.id(), List.of());
            out.write(LicenceSheet.line(licence, photos, within) + "\r\n");
        }
    }
}
