package org.proofmark.portal.catalogue.folders;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.proofmark.portal.identity.People;
import org.proofmark.portal.identity.Person;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which folders are watched, and for whom. The administrator says so; each holder may have theirs left alone for a while. */
@Service
@Transactional
public class Folders {
    private final FolderStore store;
    private final AllowedFolders allowed;
    private final People people;
    private final Audit audit;
    private final InstantSource clock;

    Folders(FolderStore store, AllowedFolders allowed, People people, Audit audit, InstantSource clock) {
        this.store = store;
        this.allowed = allowed;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether the operator allowed any folder. */
    public boolean possible() {
        return allowed.any();
    }

    /** The allowed folders. */
    public List<String> roots() {
        return allowed.roots().stream().map(Path::toString).toList();
    }

    /** Folders to choose from: the allowed ones and those right in them. */
    public List<String> suggestions() {
        return allowed.suggestions();
    }

    /** Those of a holder. */
    @Transactional(readOnly = true)
    public List<WatchedFolder.Status> of(SignedIn by) {
        return store.of(by.holder()).stream().map(this::status).toList();
    }

    @Transactional(readOnly = true)
    public WatchedFolder.Status find(SignedIn by, WatchedFolderId id) {
        return status(store.find(by.holder(), id).orElseThrow(Refused::notFound));
    }

    /** All, told to an administrator. */
    @Transactional(readOnly = true)
    public List<WatchedFolder.Assigned> all() {
        return store.all().stream()
                .map(folder -> new WatchedFolder.Assigned(
                        status(folder),
                        people.byId(folder.person()).map(Person::name).orElse("")))
                .toList();
    }

    private WatchedFolder.Status status(WatchedFolder folder) {
        return new WatchedFolder.Status(folder, store.counts(folder.id()));
    }

    /**
     * Has a folder watched for a creator; the same id again is the same folder.
     *
     * @param place its path on this machine
     * @param email the creator's
     */
    public WatchedFolder watch(SignedIn by, WatchedFolderId id, String place, String email) {
        Person person = people.byEmail(email)
                .filter(one -> !one.closed() && one.roles().contains(Role.CREATOR))
                .orElseThrow(() -> Refused.invalid("refused.folder.person"));
        AllowedFolders.Place wanted = allowed.place(place);
        WatchedFolder folder = new WatchedFolder(
                id,
                person.holder(),
                person.id(),
                wanted.root().toString(),
                wanted.path().toString(),
                false,
                Optional.empty(),
                Optional.empty(),
                0);
        checkApart(folder);
        try {
            if (store.insert(folder, clock.instant())) {
                audit.note(Optional.of(by.person().value()), "folder.watched", person.id(), folder.place());
            }
        } catch (DuplicateKeyException there) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.folder.there", folder.place());
        }
        return store.find(id).orElseThrow(Refused::notFound);
    }

    /** A folder within another one of the same holder would have each file twice. */
    private void checkApart(WatchedFolder folder) {
        Path place = Path.of(folder.place());
        for (WatchedFolder other : store.of(folder.holder())) {
            Path there = Path.of(other.place());
            if (!other.id().equals(folder.id()) && (place.startsWith(there) || there.startsWith(place))) {
                throw new Refused(Refused.Kind.CONFLICT, "refused.folder.there", other.place());
            }
        }
    }

    /** Leaves a folder alone, or looks at it again. */
    public WatchedFolder.Status pause(SignedIn by, WatchedFolderId id, boolean paused) {
        find(by, id);
        store.pause(by.holder(), id, paused);
        audit.note(Optional.of(by.person().value()), paused ? "folder.paused" : "folder.resumed", id, "");
        return find(by, id);
    }

    /** Watches a folder no longer. What was registered stays; its files stay where they are. */
    public void forget(SignedIn by, WatchedFolderId id) {
        WatchedFolder folder = store.find(id).orElseThrow(Refused::notFound);
        store.delete(id);
        audit.note(Optional.of(by.person().value()), "folder.forgotten", folder.person(), folder.place());
    }
}
