package org.proofmark.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The segment files of an index and the manifest that names them. */
final class SegmentFiles {
    private final Path directory;
    private final long index;
    private final AtomicLong next;

    SegmentFiles(Path directory, long index, long next) {
        this.directory = directory;
        this.index = index;
        this.next = new AtomicLong(next);
    }

    /**
     * A segment just written.
     *
     * @param numbers for each source the new number of each of its images, -1 for those removed
     */
    record Written(Shelved shelved, List<int[]> numbers) {}

    /** Writes a segment of the living images of some parts, at least one, and opens it. */
    Written write(List<Holding> sources) throws IOException {
        long number = next.getAndIncrement();
        Path file = directory.resolve(Manifest.segmentFile(number));
        List<int[]> numbers = SegmentWriter.write(file, index, sources);
        return new Written(new Shelved(number, Segment.open(file, index)), numbers);
    }

    /** Writes the manifest: from here on the log up to {@code covered} is in the segments. */
    void remember(Inventory inventory, long covered, long acknowledged) throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        List<Holding> holdings = inventory.segments();
        List<Shelved> shelved = inventory.shelved();
        for (int s = 0; s < shelved.size(); s++) {
            entries.add(new Manifest.Entry(
                    shelved.get(s).number(),
                    shelved.get(s).segment().header().fileLength(),
                    shelved.get(s).segment().header().checksum(),
                    holdings.get(s).removed().toLongArray()));
        }
        new Manifest(index, covered, acknowledged, next.get(), entries, inventory.postingsInSegments())
                .write(directory);
    }
}
