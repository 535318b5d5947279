package org.proofmark.portal.catalogue.folders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.proofmark.portal.catalogue.UploadId;
import org.proofmark.portal.catalogue.Uploads;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Sha256;

/** One look at one folder: notes what is new, takes what nobody writes any more. */
final class FolderLook {
    /** Names of files that are taken; what else lies in folders of photos is left out, as at uploads of folders. */
    private static final Pattern TAKEN =
            Pattern.compile(".*\\.(jpe?g|png|tiff?|webp|heic|heif|avif|gif|bmp|jxl|psd|zip)", Pattern.CASE_INSENSITIVE);

    /** More are not laid in the queue at once, so that those who upload by hand do not wait behind a whole archive. */
    private static final int MOST_WAITING = 50;

    private final WatchedFolder folder;
    private final SignedIn by;
    private final SeenFiles seen;
    private final Uploads uploads;
    private final Duration settled;
    private final Instant now;
    private final BooleanSupplier goesOn;
    private final Set<String> waiting = new HashSet<>();
    private long room;
    private long leftOut;

    /**
     * A look.
     *
     * @param by in whose name files are taken
     * @param settled how long a file must have been the same
     * @param goesOn whether to look on
     */
    FolderLook(
            WatchedFolder folder,
            SignedIn by,
            SeenFiles seen,
            Uploads uploads,
            Duration settled,
            Instant now,
            BooleanSupplier goesOn) {
        this.folder = folder;
        this.by = by;
        this.seen = seen;
        this.uploads = uploads;
        this.settled = settled;
        this.now = now;
        this.goesOn = goesOn;
    }

    /** Looks; answers how many files were left out for their names. */
    long run(Path root) throws IOException {
        room = MOST_WAITING - seen.processing(folder.id());
        try (Tree tree = Tree.open(root, folder.path())) {
            boolean[] whole = {true};
            tree.walk(level -> whole[0] = level(root, level));
            if (whole[0]) {
                seen.forgetWaiting(folder.id(), waiting);
            }
        }
        return leftOut;
    }

    private boolean level(Path root, Tree.Level level) throws IOException {
        List<Tree.Found> pictures = level.files().stream()
                .filter(file -> TAKEN.matcher(Tree.name(file.path())).matches())
                .toList();
        leftOut += level.files().size() - pictures.size();
        Map<String, SeenFiles.Seen> known =
                seen.known(folder.id(), pictures.stream().map(Tree.Found::path).toList());
        if (!goesOn.getAsBoolean()) {
            return false;
        }
        for (Tree.Found file : pictures) {
            Optional<SeenFiles.Seen> before = Optional.ofNullable(known.get(file.path()));
            if (before.filter(was -> was.taken() && was.file().same(file)).isEmpty()) {
                waiting.add(file.path());
                look(root, level, file, before);
            }
        }
        return true;
    }

    private void look(Path root, Tree.Level level, Tree.Found file, Optional<SeenFiles.Seen> before)
            throws IOException {
        if (before.filter(was -> was.file().same(file)).isEmpty()) {
            seen.note(folder.id(), file, now);
        }
        Instant since = before.filter(was -> was.file().same(file))
                .map(SeenFiles.Seen::since)
                .orElse(now);
        boolean old = !since.plus(settled).isAfter(now) && before.isPresent();
        if (old && room > 0 && goesOn.getAsBoolean()) {
            try {
                take(root, level, file, before.flatMap(SeenFiles.Seen::digest));
            } catch (SteadyStream.Changed written) {
                seen.note(folder.id(), level.now(file).orElse(file), now);
            } catch (NoSuchFileException gone) {
                waiting.remove(file.path());
            } catch (java.nio.file.FileSystemException unreadable) {
                seen.trouble(folder.id(), file, Tree.refusal(unreadable).reason());
            }
        }
    }

    private void take(Path root, Tree.Level level, Tree.Found file, Optional<Sha256> before) throws IOException {
        Sha256 digest;
        try (InputStream in = new SteadyStream(level, file)) {
            digest = Sha256.of(in);
        }
        if (before.filter(digest::equals).isPresent()) {
            seen.touched(folder.id(), file);
            return;
        }
        Optional<String> from = movedFrom(root, digest);
        if (from.isPresent()) {
            seen.moved(folder.id(), from.get(), file);
            return;
        }
        UploadId id = id(file, digest);
        try (InputStream in = new SteadyStream(level, file)) {
            uploads.takeUndeclared(by, id, Tree.name(file.path()), in);
        }
        seen.taken(folder.id(), file, digest, id);
        room--;
    }

    /** Where this very file was taken and is no more. */
    private Optional<String> movedFrom(Path root, Sha256 digest) throws IOException {
        List<String> places = seen.takenAt(folder.id(), digest);
        if (places.isEmpty()) {
            return Optional.empty();
        }
        try (Tree tree = Tree.open(root, folder.path())) {
            for (String place : places) {
                if (!tree.has(place)) {
                    return Optional.of(place);
                }
            }
        }
        return Optional.empty();
    }

    /** The same file taken twice, because a kill came between, is the same upload. */
    private UploadId id(Tree.Found file, Sha256 digest) {
        String named = folder.id() + "\n" + file.path() + "\n" + file.size() + "\n" + file.modified() + "\n" + digest;
        return new UploadId(UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8)));
    }
}
