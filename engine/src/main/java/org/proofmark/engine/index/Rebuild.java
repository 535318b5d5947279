package org.proofmark.engine.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Throws away what is derived and leaves a log of whole records, from which opening derives the rest, without what was replaced or
 * removed. At every moment the folder holds either the old log or the new one, whole.
 */
final class Rebuild {
    private final Path directory;
    private final Path log;
    private final Advance advance;
    private final List<String> lost = new ArrayList<>();
    private List<CheckReport.Problem> damage = List.of();
    private @Nullable Path kept;
    private long freed;

    Rebuild(Path directory, Advance advance) {
        this.directory = directory;
        this.advance = advance;
        log = directory.resolve(Opening.LOG);
    }

    /** Leaves a sound log, the shortest there can be, and an empty manifest. */
    void deriveAnew() throws IOException {
        DamagedIndexException.require(Files.exists(log), log, "the log of the index", "no such file");
        Optional<Manifest> manifest = manifest();
        Map<String, Long> standing = new HashMap<>();
        double bytes = Math.max(1, Files.size(log));
        LogScan scan = LogScan.of(log, manifest.map(Manifest::acknowledged).orElse(0L), record -> {
            advance.at(record.position() / bytes);
            switch (record.kind()) {
                case ADDED -> standing.put(record.name(), record.position());
                case REMOVED -> standing.remove(record.name());
            }
        });
        damage = scan.damage();
        long index = index(manifest);
        if (!damage.isEmpty()) {
            manifest.ifPresent(known -> nameLost(known, scan));
            Path old = free();
            Files.createLink(old, log);
            DurableFile.write(log, channel -> copy(old, index, record -> true, channel));
            kept = old;
        }
        Manifest.empty(index).write(directory); // of any log: from here on a shorter one may take the old one's place
        if (damage.isEmpty() && standing.size() < scan.records()) {
            long before = Files.size(log);
            Set<Long> positions = new HashSet<>(standing.values());
            DurableFile.write(
                    log, channel -> copy(log, index, record -> positions.contains(record.position()), channel));
            freed = before - Files.size(log);
        }
    }

    RebuildReport report(int images) {
        return new RebuildReport(images, damage, lost, Optional.ofNullable(kept), freed);
    }

    private Optional<Manifest> manifest() throws IOException {
        try {
            return Optional.of(Manifest.read(directory));
        } catch (DamagedIndexException e) {
            return Optional.empty();
        }
    }

    private long index(Optional<Manifest> manifest) throws IOException {
        try {
            return FingerprintLog.index(log);
        } catch (DamagedIndexException e) {
            return manifest.map(Manifest::index)
                    .orElseGet(() -> ThreadLocalRandom.current().nextLong());
        }
    }

    /** Copies whole records, each a batch of its own. */
    private static void copy(Path from, long index, Predicate<LogRecord> wanted, FileChannel out) throws IOException {
        out.write(FingerprintLog.start(index));
        try (LogReader in = new LogReader(from, FingerprintLog.START, Long.MAX_VALUE)) {
            LogRecord record = in.next();
            while (record != null || in.skipToRecord()) {
                if (record != null && wanted.test(record)) {
                    long at = out.position();
                    ByteBuffer bytes =
                            new LogRecord(at, at, record.kind(), false, record.name(), record.fingerprint()).toBytes();
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
                record = in.next();
            }
        }
    }

    /** Names the images whose records lie in gaps, by the segments that are still sound. */
    private void nameLost(Manifest manifest, LogScan scan) {
        for (Manifest.Entry entry : manifest.segments()) {
            Path file = directory.resolve(Manifest.segmentFile(entry.number()));
            try (Segment segment = Segment.open(file, manifest.index())) {
                Removed removed = new Removed(BitSet.valueOf(entry.removed()));
                for (int image = 0; image < segment.images(); image++) {
                    long position = segment.logPosition(image);
                    boolean gone = scan.gaps().stream().anyMatch(gap -> gap[0] <= position && position < gap[1]);
                    if (gone && !removed.has(image)) {
                        lost.add(segment.name(image));
                    }
                }
            } catch (IOException | DamagedIndexException e) {
                damage = Stream.concat(
                                damage.stream(),
                                Stream.of(new CheckReport.Problem(
                                        file, "a sound segment", String.valueOf(e.getMessage()))))
                        .toList();
            }
        }
    }

    private Path free() {
        int number = 1;
        while (Files.exists(directory.resolve(Opening.LOG + ".damaged-" + number))) {
            number++;
        }
        return directory.resolve(Opening.LOG + ".damaged-" + number);
    }
}
