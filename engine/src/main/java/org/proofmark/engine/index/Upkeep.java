package org.proofmark.engine.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sealing and merging, as the {@link MergePlan} says.
 *
 * <p>A seal or merge that fails costs nothing but time: the log has everything, the memory or the old segments go on being
 * searched, and the next one tries again. A file is deleted only after a manifest that does not name it is on disk.
 */
final class Upkeep {
    /** An add waits for the merge to finish when there are more segments than this. */
    private static final int CROWDED = 24;

    private final FingerprintLog log;
    private final SegmentFiles files;
    private final Inventory inventory;
    private final IndexSettings settings;
    private final ReentrantLock writing;
    private final Runnable publish;
    private final ExecutorService merging;
    private long covered;
    private int sealAt;
    private volatile Future<?> merge;
    private volatile @Nullable String trouble;

    Upkeep(Opening.Opened opened, IndexSettings settings, ReentrantLock writing, Runnable publish) {
        log = opened.log();
        files = opened.files();
        inventory = opened.inventory();
        covered = opened.covered();
        this.settings = settings;
        this.writing = writing;
        this.publish = publish;
        sealAt = settings.sealAfterImages();
        merging = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("proofmark-index-merge").factory());
        merge = merging.submit(() -> {});
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Waits while merging lags far behind adding. Not while writing. */
    void awaitRoom() {
        int segments;
        writing.lock();
        try {
            segments = inventory.shelved().size();
        } finally {
            writing.unlock();
        }
        if (segments > CROWDED) {
            try {
                merge.get();
            } catch (ExecutionException | CancellationException e) {
                trouble = e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * While writing: seals when the memory is full.
     *
     * @param logged where in the log that ends which the inventory holds
     */
    void afterAdding(long logged) {
        if (inventory.growing().images() >= sealAt) {
            try {
                seal(logged);
                sealAt = settings.sealAfterImages();
            } catch (IOException e) {
                trouble = "sealing failed: " + e.getMessage();
                sealAt = inventory.growing().images() + settings.sealAfterImages();
            }
            mergeLater();
        }
    }

    /** While writing: begins a merge when one is due. */
    void afterRemoving() {
        if (!due(false).isEmpty()) {
            mergeLater();
        }
    }

    /** While writing: notes in the manifest that all of the log is whole. */
    void rememberAll() throws IOException {
        files.remember(inventory, covered, log.end());
    }

    private void seal(long logged) throws IOException {
        Holding growing = inventory.growing();
        if (growing.living() > 0) {
            inventory.sealed(files.write(List.of(growing)).shelved());
        } else {
            inventory.forgetGrowing();
        }
        covered = logged;
        rememberAll();
        trouble = null;
    }

    private void mergeLater() {
        try {
            merge = merging.submit(() -> {
                try {
                    while (!merging.isShutdown() && mergeOnce(false)) {}
                } catch (IOException e) {
                    trouble = "merging failed: " + e.getMessage();
                }
            });
        } catch (RejectedExecutionException e) {
            trouble = "merging failed: the index is being closed";
        }
    }

    void compact() throws IOException {
        writing.lock();
        try {
            if (inventory.growing().images() > 0) {
                seal(log.end());
                publish.run();
            }
        } finally {
            writing.unlock();
        }
        try {
            merging.submit(() -> mergeOnce(true)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /**
     * Merges one group of segments.
     *
     * @return whether there was one
     */
    private boolean mergeOnce(boolean all) throws IOException {
        List<Shelved> group;
        List<Holding> sources = new ArrayList<>();
        writing.lock();
        try {
            group = due(all);
            for (Holding holding : inventory.segments()) {
                if (group.stream().anyMatch(shelved -> shelved.segment() == holding.part())) {
                    sources.add(holding);
                }
            }
        } finally {
            writing.unlock();
        }
        if (group.isEmpty()) {
            return false;
        }
        boolean living = sources.stream().anyMatch(source -> source.living() > 0);
        SegmentFiles.@Nullable Written written = living ? files.write(sources) : null;
        writing.lock();
        try {
            replace(group, sources, written);
        } finally {
            writing.unlock();
        }
        return true;
    }

    private List<Shelved> due(boolean all) {
        List<Holding> segments = inventory.segments();
        MergePlan plan = all ? MergePlan.all(segments) : MergePlan.next(segments, settings.mergeRatio());
        return inventory.shelved().subList(plan.from(), plan.to());
    }

    private void replace(List<Shelved> group, List<Holding> sources, SegmentFiles.@Nullable Written written)
            throws IOException {
        BitSet removed = written == null ? new BitSet() : removedSince(sources, written.numbers());
        inventory.merged(group, written == null ? null : written.shelved(), removed);
        publish.run();
        try {
            rememberAll();
            group.forEach(Shelved::replace);
            trouble = null;
        } finally {
            group.forEach(Shelved::release);
        }
    }

    private BitSet removedSince(List<Holding> sources, List<int[]> numbers) {
        BitSet removed = new BitSet();
        for (Holding now : inventory.segments()) {
            for (int s = 0; s < sources.size(); s++) {
                if (sources.get(s).part() == now.part()) {
                    int[] number = numbers.get(s);
                    now.removed().toBitSet().stream()
                            .filter(image -> number[image] >= 0)
                            .forEach(image -> removed.set(number[image]));
                }
            }
        }
        return removed;
    }

    /** Ends the merging thread; a merge under way is given up and leaves nothing. */
    void stop() {
        merging.shutdownNow();
        try {
            merging.awaitTermination(1, TimeUnit.HOURS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
