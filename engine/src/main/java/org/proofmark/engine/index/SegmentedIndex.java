package org.proofmark.engine.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;

/**
 * The index on disk: a folder with a log (the truth), memory-mapped segments (what is searched, derived from the log) and a
 * manifest. The byte layout is in {@code docs/adr/0004-index-on-disk.md}.
 *
 * <p>An {@link #add} or {@link #remove} returns when the log is synced; a batch is kept whole or not at all. A search works
 * on an immutable snapshot and waits for nobody. Sealing (memory to disk) happens within the add that fills the memory,
 * merging in a thread of its own.
 *
 * <p>Whatever goes wrong with the disk is an {@link UncheckedIOException} that names the folder; the images of that call are
 * then not registered, all others still are, and the next call tries afresh.
 */
public final class SegmentedIndex implements ImageIndex {
    /** How much of rebuilding is reading the log, and that and making segments of it, about. */
    private static final double LOG_READ = 0.2;

    private static final double SEGMENTS_MADE = 0.7;

    private final Path directory;
    private final DirectoryLock lock;
    private final FingerprintLog log;
    private final Inventory inventory;
    private final Upkeep upkeep;
    private final Intake intake;
    private final OpenReport report;
    private final ReentrantLock writing = new ReentrantLock();
    /** Counters, all 0, of searches gone by. */
    private final ArrayBlockingQueue<long[]> free = new ArrayBlockingQueue<>(8);

    private volatile @Nullable Snapshot current;

    private SegmentedIndex(Path directory, IndexSettings settings, DirectoryLock lock, Advance replaying)
            throws IOException {
        this.directory = directory;
        this.lock = lock;
        Opening.Opened opened = new Opening(directory, settings).open();
        log = opened.log();
        inventory = opened.inventory();
        upkeep = new Upkeep(opened, settings, writing, this::publish);
        intake = new Intake(directory, opened, upkeep, writing, this::publish);
        current = inventory.snapshot();
        try {
            int replayed = intake.replay(opened.covered(), replaying);
            LogTail tail = opened.tail();
            if (replayed > 0 || tail.torn() > 0) {
                intake.remember();
            }
            report = new OpenReport(
                    opened.created(), replayed, tail.torn(), opened.deletedFiles(), opened.wholeLogChecked());
        } catch (IOException | RuntimeException e) {
            release();
            throw e;
        }
    }

    /** Opens the index in a folder with standard settings, making it when there is none. */
    public static SegmentedIndex open(Path directory) {
        return open(directory, IndexSettings.standard());
    }

    /**
     * Opens the index in a folder, making it when there is none.
     *
     * @throws DamagedIndexException if a file of it is not as it was written
     * @throws IndexInUseException if it is open elsewhere
     * @throws UncheckedIOException if the folder cannot be read or written
     */
    public static SegmentedIndex open(Path directory, IndexSettings settings) {
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.take(directory);
            try {
                return new SegmentedIndex(directory, settings, lock, Advance.UNHEARD);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed("opening", directory, e);
        }
    }

    /**
     * Reads and checks every byte of an index, and whether its segments say what its log says.
     *
     * @throws IndexInUseException if it is open
     */
    public static CheckReport check(Path directory) {
        return check(directory, Advance.UNHEARD);
    }

    /** The same; it may take minutes. */
    public static CheckReport check(Path directory, Advance advance) {
        try {
            DirectoryLock lock = DirectoryLock.take(directory);
            try {
                return new Check(directory, advance).run();
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw failed("checking", directory, e);
        }
    }

    /**
     * Makes the segments anew from the log. A damaged log is replaced by one of all its whole records; the old one is kept
     * beside it.
     *
     * @throws IndexInUseException if it is open
     */
    public static RebuildReport rebuild(Path directory, IndexSettings settings) {
        return rebuild(directory, settings, Advance.UNHEARD);
    }

    /** The same; it may take minutes. */
    public static RebuildReport rebuild(Path directory, IndexSettings settings, Advance advance) {
        try {
            DirectoryLock lock = DirectoryLock.take(directory);
            try {
                Rebuild rebuild = new Rebuild(directory, advance.part(0, LOG_READ));
                rebuild.deriveAnew();
                try (SegmentedIndex index =
                        new SegmentedIndex(directory, settings, lock, advance.part(LOG_READ, SEGMENTS_MADE))) {
                    index.compact();
                    advance.at(1);
                    return rebuild.report(index.size());
                }
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw failed("rebuilding", directory, e);
        }
    }

    /** What opening found and did. */
    public OpenReport openReport() {
        return report;
    }

    @Override
    public void add(Map<String, Fingerprint> images) {
        try {
            intake.add(images, this::requireOpen);
        } catch (IOException e) {
            throw failed("adding %d images to".formatted(images.size()), directory, e);
        }
    }

    @Override
    public boolean remove(String image) {
        try {
            return intake.remove(image, this::requireOpen);
        } catch (IOException e) {
            throw failed("removing " + image + " from", directory, e);
        }
    }

    @Override
    public Optional<Fingerprint> fingerprint(String image) {
        Snapshot snapshot = enter();
        try {
            Snapshot.Place place = image.isBlank() ? null : snapshot.find(image);
            return place == null ? Optional.empty() : Optional.of(intake.fingerprint(place));
        } catch (IOException e) {
            throw failed("reading " + image + " from", directory, e);
        } finally {
            snapshot.leave();
        }
    }

    @Override
    public List<String> images() {
        Snapshot snapshot = enter();
        try {
            return snapshot.names();
        } finally {
            snapshot.leave();
        }
    }

    @Override
    public int size() {
        Snapshot snapshot = enter();
        try {
            return snapshot.size();
        } finally {
            snapshot.leave();
        }
    }

    @Override
    public List<Candidate> search(Features query, int limit, long budget) {
        Snapshot snapshot = enter();
        try {
            long[] reused = free.poll();
            long[] counters = reused == null ? new long[Tally.COUNTERS] : reused;
            List<Candidate> candidates = snapshot.search(query, limit, budget, counters);
            free.offer(counters);
            return candidates;
        } finally {
            snapshot.leave();
        }
    }

    /** The size of the index. */
    public IndexStatistics statistics() {
        Snapshot snapshot = enter();
        try {
            List<Segment> segments =
                    snapshot.segments().stream().map(Shelved::segment).toList();
            return new IndexStatistics(
                    snapshot.size(),
                    snapshot.postings(),
                    segments.size(),
                    segments.stream().mapToLong(Segment::images).sum(),
                    segments.stream()
                            .mapToLong(segment -> segment.header().fileLength())
                            .sum(),
                    Files.size(directory.resolve(Opening.LOG)),
                    upkeep.trouble());
        } catch (IOException e) {
            throw failed("measuring", directory, e);
        } finally {
            snapshot.leave();
        }
    }

    /** Seals the memory and merges all segments into one, waiting for it. Searches and additions go on meanwhile. */
    public void compact() {
        try {
            upkeep.compact();
        } catch (IOException e) {
            throw failed("compacting", directory, e);
        }
    }

    @Override
    public void close() {
        try {
            upkeep.stop();
            if (current != null) {
                try {
                    intake.remember();
                } finally {
                    release();
                }
            }
        } catch (IOException e) {
            throw failed("closing", directory, e);
        }
    }

    /** Lets go of everything; searches under way finish first on their own. */
    private void release() throws IOException {
        upkeep.stop();
        writing.lock();
        try (lock;
                log) {
            Snapshot last = current;
            if (last != null) {
                current = null;
                last.leave();
                inventory.shelved().forEach(Shelved::release);
            }
        } finally {
            writing.unlock();
        }
    }

    private void publish() {
        Snapshot old = current;
        current = inventory.snapshot();
        if (old != null) {
            old.leave();
        }
    }

    private Snapshot enter() {
        while (true) {
            Snapshot snapshot = requireOpen();
            if (snapshot.enter()) {
                return snapshot;
            }
        }
    }

    private Snapshot requireOpen() {
        Snapshot snapshot = current;
        if (snapshot == null) {
            throw new IllegalStateException("the index " + directory + " is closed");
        }
        return snapshot;
    }

    private static UncheckedIOException failed(String doing, Path directory, IOException cause) {
        return new UncheckedIOException(
                "%s the index %s failed: %s".formatted(doing, directory, cause.getMessage()), cause);
    }
}
