package org.proofmark.engine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.proofmark.engine.fingerprint.Features;

/**
 * Checks an index that nobody has open: every byte against its checksum, then the segments against the log: the same images,
 * from the same records, with the same postings.
 */
final class Check {
    /** How much of the time is reading the log, about. */
    private static final double LOG_READ = 0.5;

    private final Path directory;
    private final Path log;
    private final Advance advance;
    private final List<CheckReport.Problem> problems = new ArrayList<>();
    /** The registered images by the log, up to where the segments cover it; then those told of later. */
    private final Map<String, Logged> covered = new HashMap<>();

    private final Map<String, Logged> registered = new HashMap<>();
    private final Set<String> later = new HashSet<>();

    Check(Path directory, Advance advance) {
        this.directory = directory;
        this.advance = advance;
        log = directory.resolve(Opening.LOG);
    }

    /** Where the last record of an image is, and a sum over its postings that does not depend on their order. */
    private record Logged(long position, long digest) {}

    CheckReport run() throws IOException {
        Optional<Manifest> manifest = manifest();
        Advance reading = advance.part(0, LOG_READ);
        double bytes = Files.exists(log) ? Math.max(1, Files.size(log)) : 1;
        LogScan scan = Files.exists(log)
                ? LogScan.of(log, manifest.map(Manifest::acknowledged).orElse(0L), record -> {
                    reading.at(record.position() / bytes);
                    tell(record, manifest);
                })
                : new LogScan(0, 0, List.of(new CheckReport.Problem(log, "the log", "no such file")), List.of());
        problems.addAll(scan.damage());
        int segments = 0;
        if (manifest.isPresent()) {
            segments = manifest.get().segments().size();
            compare(manifest.get());
        }
        return new CheckReport(registered.size(), scan.records(), segments, scan.torn(), problems);
    }

    private Optional<Manifest> manifest() throws IOException {
        try {
            return Optional.of(Manifest.read(directory));
        } catch (DamagedIndexException e) {
            problems.add(CheckReport.Problem.of(e));
            return Optional.empty();
        }
    }

    private void tell(LogRecord record, Optional<Manifest> manifest) {
        boolean inSegments =
                manifest.isPresent() && record.position() < manifest.get().covered();
        if (!inSegments) {
            later.add(record.name());
        }
        registered.remove(record.name());
        if (inSegments) {
            covered.remove(record.name());
        }
        if (record.kind() == LogRecord.Kind.ADDED) {
            try {
                Features features = Opening.fingerprint(log, record).features();
                Logged logged = new Logged(record.position(), digest(features));
                registered.put(record.name(), logged);
                if (inSegments) {
                    covered.put(record.name(), logged);
                }
            } catch (DamagedIndexException e) {
                problems.add(CheckReport.Problem.of(e));
            }
        }
    }

    private void compare(Manifest manifest) throws IOException {
        Map<String, Logged> missing = new HashMap<>(covered);
        int[] postings = new int[Voting.WORDS];
        boolean allSound = true;
        Advance comparing = advance.part(LOG_READ, 1);
        double done = 0;
        for (Manifest.Entry entry : manifest.segments()) {
            double all = manifest.segments().size();
            Advance one = comparing.part(done / all, (done + 1) / all);
            done++;
            Path file = directory.resolve(Manifest.segmentFile(entry.number()));
            try (Segment segment = Segment.open(file, manifest.index())) {
                DamagedIndexException.require(
                        segment.header().checksum() == entry.headerChecksum(),
                        file,
                        "the manifest's segment",
                        "another");
                compare(file, segment, new Removed(BitSet.valueOf(entry.removed())), missing, postings, one);
            } catch (DamagedIndexException e) {
                problems.add(CheckReport.Problem.of(e));
                allSound = false;
            }
        }
        missing.keySet().removeAll(later);
        Path file = directory.resolve(Manifest.FILE);
        if (allSound && !missing.isEmpty()) {
            String name = missing.keySet().iterator().next();
            problems.add(new CheckReport.Problem(
                    file, "segments with all images of the log", missing.size() + " missing, such as " + name));
        }
        if (allSound && !Arrays.equals(postings, manifest.postings())) {
            problems.add(new CheckReport.Problem(file, "the number of postings of each word", "other numbers"));
        }
    }

    private void compare(
            Path file,
            Segment segment,
            Removed removed,
            Map<String, Logged> missing,
            int[] postings,
            Advance comparing) {
        long[] digests = new long[segment.images()];
        Postings list = new Postings();
        for (int word = 0; word < Voting.WORDS; word++) {
            segment.read(word, list);
            comparing.at(word / (double) Voting.WORDS);
            for (int i = 0; i < list.size; i++) {
                digests[list.image[i]] += digest(word, list.signature[i], list.geometry[i]);
                postings[word] += removed.has(list.image[i]) ? 0 : 1;
            }
        }
        for (int image = 0; image < digests.length; image++) {
            if (!removed.has(image)) {
                Logged found = new Logged(segment.logPosition(image), digests[image]);
                Logged expected = missing.remove(segment.name(image));
                if (!Objects.equals(expected, found)) {
                    problems.add(new CheckReport.Problem(
                            file, "image %s as in the log: %s".formatted(segment.name(image), expected), "" + found));
                }
            }
        }
    }

    private static long digest(Features features) {
        long sum = 0;
        for (int i = 0; i < features.words().length; i++) {
            if (!Voting.repeats(features.words(), features.wordsPerFeature(), i)) {
                int geometry = features.geometry()[i / features.wordsPerFeature()];
                sum += digest(features.words()[i], features.signatures()[i], geometry);
            }
        }
        return sum;
    }

    private static long digest(int word, long signature, int geometry) {
        long mixed = (signature ^ (((long) word << 32) | (geometry & 0xFFFF_FFFFL))) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 29) ^ word) * 0xBF58_476D_1CE4_E5B9L;
        return mixed ^ (mixed >>> 32) ^ geometry;
    }
}
