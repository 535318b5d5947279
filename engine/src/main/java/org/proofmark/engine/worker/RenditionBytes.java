package org.proofmark.engine.worker;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.engine.rendition.Rendition;
import org.proofmark.engine.rendition.RenditionOrder;
import org.proofmark.engine.rendition.Renditions;

/**
 * An order of renditions and its answer as they pass between the pool and a worker, big-endian:
 *
 * <pre>
 * order       1 byte quality, 4 most bytes of each, 1 how many long sides, 4 each
 * renditions  4 bytes mean colour, 1 how many; each 4 width, 4 height, 4 length and the file
 * </pre>
 */
final class RenditionBytes {
    private static final int HEAD = 5;
    private static final int HEAD_OF_EACH = 12;

    private RenditionBytes() {}

    static byte[] of(RenditionOrder order) {
        ByteBuffer out = ByteBuffer.allocate(6 + 4 * order.longSides().size());
        out.put((byte) order.quality());
        out.putInt(order.mostBytes());
        out.put((byte) order.longSides().size());
        order.longSides().forEach(out::putInt);
        return out.array();
    }

    static RenditionOrder order(ByteBuffer in) {
        int quality = in.get();
        int mostBytes = in.getInt();
        List<Integer> sides = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            sides.add(in.getInt());
        }
        return new RenditionOrder(sides, quality, mostBytes);
    }

    static byte[] of(Renditions renditions) {
        int length = HEAD;
        for (Rendition rendition : renditions.all()) {
            length += HEAD_OF_EACH + rendition.file().length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        out.putInt(renditions.meanColour());
        out.put((byte) renditions.all().size());
        for (Rendition rendition : renditions.all()) {
            out.putInt(rendition.width()).putInt(rendition.height());
            out.putInt(rendition.file().length).put(rendition.file());
        }
        return out.array();
    }

    /** The longest answer to an order, in bytes. */
    static long longest(RenditionOrder order) {
        return HEAD + order.longSides().size() * (HEAD_OF_EACH + (long) order.mostBytes());
    }

    /**
     * Reads what an order was answered with.
     *
     * @throws RuntimeException if it is broken off, or not what was ordered
     */
    static Renditions parse(ByteBuffer in, RenditionOrder order) {
        int meanColour = in.getInt();
        int count = in.get();
        if (count < 0 || count > order.longSides().size()) {
            throw new IllegalArgumentException("%d renditions, ordered were %s".formatted(count, order.longSides()));
        }
        List<Rendition> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(rendition(in, order));
        }
        return new Renditions(meanColour, all);
    }

    private static Rendition rendition(ByteBuffer in, RenditionOrder order) {
        int width = in.getInt();
        int height = in.getInt();
        int length = in.getInt();
        if (length > order.mostBytes()
                || Math.max(width, height) > order.longSides().getFirst()) {
            throw new IllegalArgumentException(
                    "a rendition of %d × %d pixels, %,d bytes".formatted(width, height, length));
        }
        return new Rendition(width, height, WorkerProtocol.take(in, length));
    }
}
