package org.proofmark.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.proofmark.engine.fingerprint.Features;
import org.proofmark.engine.fingerprint.Fingerprint;

/** What changes the index, one change at a time: first the log, then the inventory, then what searches see. */
final class Intake {
    private final Path file;
    private final FingerprintLog log;
    private final Inventory inventory;
    private final Upkeep upkeep;
    private final ReentrantLock writing;
    private final Runnable publish;

    Intake(Path directory, Opening.Opened opened, Upkeep upkeep, ReentrantLock writing, Runnable publish) {
        file = directory.resolve(Opening.LOG);
        log = opened.log();
        inventory = opened.inventory();
        this.upkeep = upkeep;
        this.writing = writing;
        this.publish = publish;
    }

    /**
     * Applies the log from a position on.
     *
     * @return the number of records
     */
    int replay(long from, Advance advance) throws IOException {
        int replayed = 0;
        try (LogReader reader = new LogReader(file, from, log.end())) {
            for (LogRecord record = reader.next(); record != null; record = reader.next()) {
                writing.lock();
                try {
                    forget(registered(record.name()));
                    if (record.kind() == LogRecord.Kind.ADDED) {
                        Features features = Opening.fingerprint(file, record).features();
                        inventory.add(record.name(), record.position(), features);
                    }
                    if (!record.more()) {
                        upkeep.afterAdding(reader.position());
                    }
                } finally {
                    writing.unlock();
                }
                upkeep.awaitRoom();
                replayed++;
                advance.at((reader.position() - from) / (double) Math.max(1, log.end() - from));
            }
        }
        writing.lock();
        try {
            publish.run();
        } finally {
            writing.unlock();
        }
        return replayed;
    }

    /** Notes in the manifest that all of the log is whole. */
    void remember() throws IOException {
        writing.lock();
        try {
            upkeep.rememberAll();
        } finally {
            writing.unlock();
        }
    }

    /**
     * Adds images; when this returns, they are on disk.
     *
     * @param requireOpen throws if the index is closed
     */
    void add(Map<String, Fingerprint> images, Runnable requireOpen) throws IOException {
        List<FingerprintLog.Entry> batch = new ArrayList<>(images.size());
        images.forEach((name, fingerprint) -> {
            Names.bytes(name);
            batch.add(new FingerprintLog.Entry(LogRecord.Kind.ADDED, name, fingerprint.toBytes()));
        });
        if (batch.isEmpty()) {
            return;
        }
        upkeep.awaitRoom();
        writing.lock();
        try {
            requireOpen.run();
            List<@Nullable Replaced> replaced = new ArrayList<>();
            for (FingerprintLog.Entry entry : batch) {
                replaced.add(registered(entry.name()));
            }
            List<Long> positions = log.append(batch);
            for (int i = 0; i < batch.size(); i++) {
                String name = batch.get(i).name();
                forget(replaced.get(i));
                Fingerprint fingerprint = images.get(name);
                if (fingerprint != null) {
                    inventory.add(name, positions.get(i), fingerprint.features());
                }
            }
            upkeep.afterAdding(log.end());
            publish.run();
        } finally {
            writing.unlock();
        }
    }

    /**
     * Removes an image; when this returns, its removal is on disk.
     *
     * @param requireOpen throws if the index is closed
     * @return whether it was there
     */
    boolean remove(String image, Runnable requireOpen) throws IOException {
        writing.lock();
        try {
            requireOpen.run();
            Replaced old = image.isBlank() ? null : registered(image);
            if (old == null) {
                return false;
            }
            log.append(List.of(new FingerprintLog.Entry(LogRecord.Kind.REMOVED, image, new byte[0])));
            forget(old);
            upkeep.afterRemoving();
            publish.run();
            return true;
        } finally {
            writing.unlock();
        }
    }

    /** An image that goes, with its features: their words are counted no longer. */
    private record Replaced(Snapshot.Place place, Features features) {}

    private @Nullable Replaced registered(String name) throws IOException {
        Snapshot.Place place = inventory.find(name);
        return place == null ? null : new Replaced(place, fingerprint(place).features());
    }

    private void forget(@Nullable Replaced old) {
        if (old != null) {
            inventory.remove(old.place, old.features);
        }
    }

    /** The fingerprint at a place, from the log. */
    Fingerprint fingerprint(Snapshot.Place place) throws IOException {
        return Opening.fingerprint(file, log.read(place.logPosition()));
    }
}
