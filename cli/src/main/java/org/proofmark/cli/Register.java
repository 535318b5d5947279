package org.proofmark.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.proofmark.engine.fingerprint.Detail;
import org.proofmark.engine.fingerprint.Fingerprint;
import org.proofmark.engine.fingerprint.Fingerprint.Sufficiency;
import org.proofmark.engine.index.SegmentedIndex;
import org.proofmark.engine.worker.Examined;
import org.proofmark.engine.worker.Examiner;
import org.proofmark.engine.worker.Unreadable;

/**
 * An index on disk together with the digests of what is in it, so that unchanged files are not looked at twice.
 * Images are added in batches: the index syncs the disk once for each.
 */
final class Register implements AutoCloseable {
    private static final int BATCH = 64;
    private static final int LONGEST_NAME = 1024;

    private final SegmentedIndex index;
    private final Contents contents;
    private final Runnable atEnd;
    private boolean tornTold;

    private Register(SegmentedIndex index, Contents contents, Runnable atEnd) {
        this.index = index;
        this.contents = contents;
        this.atEnd = atEnd;
    }

    /** Opens the register in a folder, making it where there is none. */
    static Register open(Path folder) throws IOException {
        requireIndexOrNothing(folder);
        return new Register(SegmentedIndex.open(folder), Contents.of(folder), () -> {});
    }

    /** Opens the register in a folder that must have one. */
    static Register openExisting(Path folder) throws IOException {
        requireIndex(folder);
        return open(folder);
    }

    /** Opens a register that is deleted when it is closed, and when the process ends. */
    static Register temporary() throws IOException {
        Path folder = Files.createTempDirectory("proofmark-index-");
        Runnable atEnd = Leftovers.remember(() -> Leftovers.delete(folder));
        return new Register(SegmentedIndex.open(folder), Contents.of(folder), atEnd);
    }

    /** An index's files must not be strewn among someone's photos. */
    private static void requireIndexOrNothing(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new WrongArgument(folder + ": is a file; an index is a folder of its own");
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent() && !holdsIndex(folder)) {
                throw new WrongArgument(folder + ": holds files that are no index; name a new or empty folder");
            }
        }
    }

    /** Refuses a folder without an index. */
    static void requireIndex(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || !holdsIndex(folder)) {
            throw new WrongArgument(folder + ": there is no index; `proofmark index add` makes one");
        }
    }

    private static boolean holdsIndex(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> String.valueOf(file.getFileName())).toList();
            return names.stream().anyMatch(name -> name.matches("manifest|fingerprints\\.log|segment-\\d+\\.seg"))
                    || !names.isEmpty()
                            && names.stream().allMatch(name -> name.equals("lock") || name.endsWith(".unfinished"));
        }
    }

    SegmentedIndex index() {
        return index;
    }

    /** A word for what is registered: the same only for the same names and bytes. */
    String works() {
        return contents.digest(index.images());
    }

    /**
     * What became of many files.
     *
     * @param added registered now, anew or again with other bytes
     * @param unchanged registered before with the same bytes
     */
    record Added(int added, int unchanged) {}

    private sealed interface Looked {}

    private record Seen(String name, String digest, Fingerprint fingerprint) implements Looked {}

    private record Same(String name) implements Looked {}

    private record Failed(String name, String reason) implements Looked {}

    /** Registers files under their names. */
    Added add(List<PictureFile> files, Examiner examiner, int threads, Notices notices) {
        long torn = index.openReport().tornBytes();
        if (torn > 0 && !tornTold) {
            tornTold = true;
            notices.line("index: %,d bytes of a batch that was never acknowledged were cut off".formatted(torn));
        }
        Set<String> known = new HashSet<>(index.images());
        Map<String, Fingerprint> batch = new LinkedHashMap<>();
        Map<String, String> digests = new LinkedHashMap<>();
        int[] counts = new int[2];
        try (Progress progress = Progress.start("register", OptionalLong.of(files.size()))) {
            notices.during(progress);
            InOrder.each(files, threads, file -> look(file, known, examiner), looked -> {
                progress.step();
                switch (looked) {
                    case Same _ -> counts[1]++;
                    case Failed failed -> notices.unreadable(failed.name, failed.reason);
                    case Seen seen -> {
                        counts[0]++;
                        if (seen.fingerprint.sufficiency() != Sufficiency.ENOUGH) {
                            notices.littleDetail(seen.name, seen.fingerprint.sufficiency());
                        }
                        batch.put(seen.name, seen.fingerprint);
                        digests.put(seen.name, seen.digest);
                        if (batch.size() >= BATCH) {
                            keep(batch, digests);
                        }
                    }
                }
            });
            keep(batch, digests);
        }
        return new Added(counts[0], counts[1]);
    }

    private void keep(Map<String, Fingerprint> batch, Map<String, String> digests) {
        if (!batch.isEmpty()) {
            index.add(new LinkedHashMap<>(batch));
            contents.add(digests);
            batch.clear();
            digests.clear();
        }
    }

    private Looked look(PictureFile file, Set<String> known, Examiner examiner) {
        if (file.name().isBlank()) {
            return new Failed(file.name(), "its name is blank");
        }
        if (file.name().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return new Failed(file.name(), "its name is longer than %,d bytes".formatted(LONGEST_NAME));
        }
        try {
            byte[] bytes = file.read();
            String digest = Contents.digest(bytes);
            if (known.contains(file.name()) && contents.has(file.name(), digest)) {
                return new Same(file.name());
            }
            return switch (examiner.examine(bytes, Detail.REFERENCE)) {
                case Examined seen -> new Seen(file.name(), digest, seen.fingerprint());
                case Unreadable unreadable -> new Failed(file.name(), unreadable.explanation());
            };
        } catch (IOException e) {
            return new Failed(file.name(), Failures.reason(e));
        }
    }

    @Override
    public void close() {
        index.close();
        Leftovers.forget(atEnd);
        atEnd.run();
    }
}
