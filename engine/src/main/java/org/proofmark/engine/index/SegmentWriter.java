package org.proofmark.engine.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes the living images of one or more parts as one segment file, image by image in the order of the parts. */
final class SegmentWriter {
    private final List<Holding> sources;
    /** For each source the new number of each of its images, -1 for a removed one. */
    private final List<int[]> numbers = new ArrayList<>();

    private final Postings list = new Postings();
    private SegmentHeader header;

    private SegmentWriter(long index, List<Holding> sources) {
        this.sources = sources;
        int images = 0;
        long nameBytes = 0;
        for (Holding source : sources) {
            int[] number = new int[source.part().images()];
            for (int image = 0; image < number.length; image++) {
                boolean removed = source.removed().has(image);
                number[image] = removed ? -1 : images++;
                nameBytes += removed ? 0 : Names.bytes(source.part().name(image)).length;
            }
            numbers.add(number);
        }
        if (nameBytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("names of " + nameBytes + " bytes in one segment");
        }
        header = SegmentHeader.laidOut(index, images, livingPostings(), nameBytes);
    }

    /**
     * Writes and syncs a file; it appears under its name whole or not at all.
     *
     * @param sources the parts with their removed images; must hold at least one living image
     * @return for each source the new number of each of its images, -1 for those removed
     */
    static List<int[]> write(Path file, long index, List<Holding> sources) throws IOException {
        SegmentWriter writer = new SegmentWriter(index, sources);
        DurableFile.write(file, writer::write);
        return writer.numbers;
    }

    private long livingPostings() {
        long all =
                sources.stream().mapToLong(source -> source.part().postings()).sum();
        if (sources.stream().allMatch(source -> source.removed().count() == 0)) {
            return all;
        }
        long living = 0;
        for (int word = 0; word < Voting.WORDS; word++) {
            for (int s = 0; s < sources.size(); s++) {
                sources.get(s).part().read(word, list);
                for (int i = 0; i < list.size; i++) {
                    living += numbers.get(s)[list.image[i]] < 0 ? 0 : 1;
                }
            }
        }
        return living;
    }

    private void write(FileChannel channel) throws IOException {
        channel.write(ByteBuffer.allocate(1), header.fileLength() - 1);
        writePostings(channel);
        writeNames(channel);
        ByteBuffer bytes = header.toBytes();
        while (bytes.hasRemaining()) {
            channel.write(bytes, bytes.position());
        }
    }

    private void writePostings(FileChannel channel) throws IOException {
        Column signatures = new Column(channel, Section.SIGNATURES);
        Column geometry = new Column(channel, Section.GEOMETRY);
        Column local = new Column(channel, Section.LOCAL);
        int chunks = header.chunks();
        int[] sizes = new int[Voting.WORDS * chunks];
        for (int word = 0; word < Voting.WORDS; word++) {
            for (int s = 0; s < sources.size(); s++) {
                sources.get(s).part().read(word, list);
                int[] number = numbers.get(s);
                for (int i = 0; i < list.size; i++) {
                    int image = number[list.image[i]];
                    if (image >= 0) {
                        signatures.putLong(list.signature[i]);
                        geometry.putInt(list.geometry[i]);
                        local.putChar((char) (image % SegmentHeader.CHUNK));
                        sizes[word * chunks + image / SegmentHeader.CHUNK]++;
                    }
                }
            }
        }
        for (Column column : List.of(signatures, geometry, local)) {
            column.finish();
        }
        Column offsets = new Column(channel, Section.OFFSETS);
        int at = 0;
        for (int size : sizes) {
            offsets.putInt(at);
            at += size;
        }
        offsets.putInt(at);
        offsets.finish();
    }

    private void writeNames(FileChannel channel) throws IOException {
        Column offsets = new Column(channel, Section.NAME_OFFSETS);
        Column names = new Column(channel, Section.NAMES);
        Column logPositions = new Column(channel, Section.LOG_POSITIONS);
        byte[][] all = new byte[header.images()][];
        int at = 0;
        for (int s = 0; s < sources.size(); s++) {
            Part part = sources.get(s).part();
            for (int image = 0; image < numbers.get(s).length; image++) {
                int number = numbers.get(s)[image];
                if (number >= 0) {
                    all[number] = Names.bytes(part.name(image));
                    offsets.putInt(at);
                    at += all[number].length;
                    names.put(all[number]);
                    logPositions.putLong(part.logPosition(image));
                }
            }
        }
        offsets.putInt(at);
        Column order = new Column(channel, Section.NAME_ORDER);
        Integer[] byName = new Integer[all.length];
        Arrays.setAll(byName, i -> i);
        Arrays.sort(byName, (a, b) -> Arrays.compareUnsigned(all[a], all[b]));
        for (int image : byName) {
            order.putInt(image);
        }
        for (Column column : List.of(offsets, names, order, logPositions)) {
            column.finish();
        }
    }

    /** Writes one section from its beginning to its end. */
    private final class Column {
        private final FileChannel channel;
        private final Section section;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18).order(ByteOrder.LITTLE_ENDIAN);
        private final CRC32C crc = new CRC32C();
        private long at;

        Column(FileChannel channel, Section section) {
            this.channel = channel;
            this.section = section;
            at = header.start(section);
        }

        void putInt(int value) throws IOException {
            room(4).putInt(value);
        }

        void putChar(char value) throws IOException {
            room(2).putChar(value);
        }

        void putLong(long value) throws IOException {
            room(8).putLong(value);
        }

        void put(byte[] bytes) throws IOException {
            room(bytes.length).put(bytes);
        }

        private ByteBuffer room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                flush();
            }
            return buffer;
        }

        void finish() throws IOException {
            flush();
            long end = header.start(section) + header.length(section);
            if (at != end) {
                throw new IllegalStateException("section %s ends at %d, laid out to %d".formatted(section, at, end));
            }
            buffer.put(new byte[(int) (SegmentHeader.aligned(end) - end)]);
            flush();
            header.sum(section, (int) crc.getValue());
        }

        private void flush() throws IOException {
            buffer.flip();
            crc.update(buffer.duplicate());
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            buffer.clear();
        }
    }
}
