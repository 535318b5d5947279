package org.proofmark.engine.index;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A part on disk, memory-mapped and never changed. Every byte is checked against the checksums once, at opening; what a disk
 * or memory spoils after that is found by the next opening or by {@link SegmentedIndex#check}.
 *
 * <p>A word's list is contiguous over all images; that it is cut into chunks of 65,536 images lets a posting name its image
 * in 16 bits.
 */
final class Segment implements Part, AutoCloseable {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long CRC_STEP = 1L << 30;

    private final Path file;
    private final SegmentHeader header;
    private final Arena arena;
    private final MemorySegment offsets;
    private final MemorySegment signatures;
    private final MemorySegment geometry;
    private final MemorySegment local;
    private final MemorySegment nameOffsets;
    private final MemorySegment names;
    private final MemorySegment nameOrder;
    private final MemorySegment logPositions;

    private Segment(Path file, SegmentHeader header, Arena arena, MemorySegment bytes) {
        this.file = file;
        this.header = header;
        this.arena = arena;
        offsets = section(bytes, Section.OFFSETS);
        signatures = section(bytes, Section.SIGNATURES);
        geometry = section(bytes, Section.GEOMETRY);
        local = section(bytes, Section.LOCAL);
        nameOffsets = section(bytes, Section.NAME_OFFSETS);
        names = section(bytes, Section.NAMES);
        nameOrder = section(bytes, Section.NAME_ORDER);
        logPositions = section(bytes, Section.LOG_POSITIONS);
    }

    /**
     * Maps a segment and checks all of it.
     *
     * @throws DamagedIndexException if it is missing, or any byte is not what was written
     */
    @SuppressWarnings("MustBeClosed") // by close()
    static Segment open(Path file, long index) throws IOException {
        if (!Files.exists(file)) {
            throw new DamagedIndexException(file, "a segment that the manifest names", "no such file");
        }
        Arena arena = Arena.ofShared();
        boolean interrupted = Thread.interrupted(); // would close the channel
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            DamagedIndexException.require(
                    length >= SegmentHeader.SIZE, file, "at least " + SegmentHeader.SIZE + " bytes", length);
            MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, length, arena);
            SegmentHeader header = SegmentHeader.read(
                    file, bytes.asSlice(0, SegmentHeader.SIZE).asByteBuffer());
            DamagedIndexException.require(header.index() == index, file, "a segment of this index", "another's");
            DamagedIndexException.require(
                    length == header.fileLength(), file, header.fileLength() + " bytes", length + " bytes");
            for (Section section : Section.values()) {
                verify(file, header, section, bytes);
            }
            return new Segment(file, header, arena, bytes);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void verify(Path file, SegmentHeader header, Section section, MemorySegment bytes) {
        long end = SegmentHeader.aligned(header.start(section) + header.length(section));
        CRC32C crc = new CRC32C();
        for (long at = header.start(section); at < end; at += CRC_STEP) {
            crc.update(bytes.asSlice(at, Math.min(CRC_STEP, end - at)).asByteBuffer());
        }
        int computed = (int) crc.getValue();
        DamagedIndexException.require(
                computed == header.crc(section),
                file,
                "checksum %s of section %s".formatted(SegmentHeader.hex(header.crc(section)), section),
                SegmentHeader.hex(computed));
    }

    private MemorySegment section(MemorySegment bytes, Section section) {
        return bytes.asSlice(header.start(section), header.length(section));
    }

    Path file() {
        return file;
    }

    SegmentHeader header() {
        return header;
    }

    @Override
    public int images() {
        return header.images();
    }

    @Override
    public long postings() {
        return header.postings();
    }

    @Override
    public long logPosition(int image) {
        return logPositions.getAtIndex(LONG, image);
    }

    @Override
    public String name(int image) {
        return Names.text(nameBytes(image));
    }

    private byte[] nameBytes(int image) {
        int from = nameOffsets.getAtIndex(INT, image);
        int to = nameOffsets.getAtIndex(INT, image + 1L);
        return names.asSlice(from, to - from).toArray(JAVA_BYTE);
    }

    @Override
    public int find(String name, int visible) {
        byte[] wanted = Names.bytes(name);
        int low = 0;
        int high = images() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int image = nameOrder.getAtIndex(INT, middle);
            int compared = Arrays.compareUnsigned(nameBytes(image), wanted);
            if (compared == 0) {
                return image;
            } else if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Number of the first posting of a word's list in a chunk; of a chunk behind the last: of the next word's list. */
    int offset(int word, int chunk) {
        return offsets.getAtIndex(INT, (long) word * header.chunks() + chunk);
    }

    /** The number of postings of a word. */
    int postings(int word) {
        return offset(word, header.chunks()) - offset(word, 0);
    }

    @Override
    public void read(int word, Postings list) {
        int from = offset(word, 0);
        int size = offset(word, header.chunks()) - from;
        list.size = 0;
        list.reserve(size);
        MemorySegment.copy(signatures, LONG, 8L * from, list.signature, 0, size);
        MemorySegment.copy(geometry, INT, 4L * from, list.geometry, 0, size);
        for (int chunk = 0; chunk < header.chunks(); chunk++) {
            for (int at = offset(word, chunk); at < offset(word, chunk + 1); at++) {
                list.image[at - from] = chunk * SegmentHeader.CHUNK + local.getAtIndex(CHAR, at);
            }
        }
        list.size = size;
    }

    @Override
    public void search(Probes probes, Removed removed, int visible, Tally tally) {
        new SegmentSearch(this, probes, removed, tally).run();
    }

    /** The signature of a posting. */
    long signature(long at) {
        return signatures.getAtIndex(LONG, at);
    }

    /** The number, within its chunk, of a posting's image. */
    char local(long at) {
        return local.getAtIndex(CHAR, at);
    }

    @Override
    public int geometry(int word, int at) {
        return geometry.getAtIndex(INT, at);
    }

    /** Unmaps. Nobody may be reading. */
    @Override
    public void close() {
        arena.close();
    }
}
