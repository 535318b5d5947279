package org.proofmark.engine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.proofmark.engine.fingerprint.Fingerprint;

/** Opening an index: read the manifest, map and check its segments, find the log's end. */
final class Opening {
    static final String LOG = "fingerprints.log";

    private final Path directory;
    private final IndexSettings settings;

    Opening(Path directory, IndexSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /**
     * What is needed to go on: everything but the replay.
     *
     * @param covered where in the log the replay begins
     */
    record Opened(
            FingerprintLog log,
            SegmentFiles files,
            Inventory inventory,
            long covered,
            boolean created,
            LogTail tail,
            List<String> deletedFiles,
            boolean wholeLogChecked) {}

    Opened open() throws IOException {
        boolean created = createIfNew();
        Manifest manifest = Manifest.read(directory);
        Path file = directory.resolve(LOG);
        DamagedIndexException.require(
                FingerprintLog.index(file) == manifest.index(), file, "the log of this index", "another's");
        boolean whole = Files.size(file) <= settings.logBytesCheckedAtOpening();
        LogTail tail = LogTail.of(file, whole ? FingerprintLog.START : manifest.covered(), manifest.acknowledged());
        List<Shelved> segments = segments(directory, manifest);
        try {
            List<String> deleted = deleteLeftovers(manifest);
            List<BitSet> removed = manifest.segments().stream()
                    .map(entry -> BitSet.valueOf(entry.removed()))
                    .toList();
            Inventory inventory = new Inventory(segments, removed, manifest.postings());
            SegmentFiles files = new SegmentFiles(directory, manifest.index(), manifest.nextSegment());
            FingerprintLog log = FingerprintLog.open(file, tail.end());
            return new Opened(log, files, inventory, manifest.covered(), created, tail, deleted, whole);
        } catch (IOException | RuntimeException e) {
            segments.forEach(Shelved::release);
            throw e;
        }
    }

    /** A new index is a log without records and a manifest, made in this order; either alone is an interrupted making. */
    private boolean createIfNew() throws IOException {
        Path log = directory.resolve(LOG);
        if (Files.exists(directory.resolve(Manifest.FILE)) || (Files.exists(log) && hasRecords(log)) || hasSegments()) {
            return false;
        }
        long index = ThreadLocalRandom.current().nextLong(); // only tells files of different indexes apart
        FingerprintLog.create(log, index);
        Manifest.empty(index).write(directory);
        return true;
    }

    private static boolean hasRecords(Path log) throws IOException {
        return Files.size(log) > FingerprintLog.START;
    }

    private boolean hasSegments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".seg"));
        }
    }

    /** Maps and checks all segments a manifest names. */
    static List<Shelved> segments(Path directory, Manifest manifest) throws IOException {
        List<Shelved> segments = new ArrayList<>();
        try {
            for (Manifest.Entry entry : manifest.segments()) {
                Path file = directory.resolve(Manifest.segmentFile(entry.number()));
                Segment segment = Segment.open(file, manifest.index());
                segments.add(new Shelved(entry.number(), segment));
                DamagedIndexException.require(
                        segment.header().checksum() == entry.headerChecksum(),
                        file,
                        "header checksum " + SegmentHeader.hex(entry.headerChecksum()) + " as in the manifest",
                        SegmentHeader.hex(segment.header().checksum()));
            }
            return segments;
        } catch (IOException | RuntimeException e) {
            segments.forEach(Shelved::release);
            throw e;
        }
    }

    private List<String> deleteLeftovers(Manifest manifest) throws IOException {
        Set<String> known = new HashSet<>();
        manifest.segments().forEach(entry -> known.add(Manifest.segmentFile(entry.number())));
        List<String> deleted = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(DurableFile.UNFINISHED) || (name.endsWith(".seg") && !known.contains(name))) {
                    Files.delete(file);
                    deleted.add(name);
                }
            }
        }
        return deleted;
    }

    /**
     * The fingerprint in a record.
     *
     * @throws DamagedIndexException if it is not one, though its record is whole
     */
    static Fingerprint fingerprint(Path log, LogRecord record) {
        try {
            return Fingerprint.parse(record.fingerprint());
        } catch (IllegalArgumentException e) {
            throw new DamagedIndexException(
                    log,
                    "a fingerprint of %s at byte %d".formatted(record.name(), record.position()),
                    String.valueOf(e.getMessage()));
        }
    }
}
