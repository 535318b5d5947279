package org.proofmark.engine.fingerprint;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The visual words: 65,536 typical descriptors, closed under mirroring and inverting ({@link Symmetry}).
 *
 * <p>Two levels: 64 coarse cells of 256 fine words, each in the four forms of the group. Word {@code coarse · 1024 + fine · 4
 * + element}: so the words of a mirrored image are those of the image, exclusive or 1, of a negative, exclusive or 2, and its
 * signatures are the same. Signatures are 64 signs: 16 random directions in each block, relative to the word's own centre
 * (Jégou, Douze and Schmid, "Hamming embedding and weak geometric consistency", 2008).
 */
public final class Vocabulary {
    /** How many words there are. */
    public static final int WORDS = 65_536;

    static final int COARSE = 64;
    static final int FINE = 256;
    static final int SIGNS_PER_BLOCK = 16;

    private static final int MAGIC = 0x504D5631;
    private static final String SHIPPED = "vocabulary-1.bin";
    private static final int D = Describer.LENGTH;

    /** {@value #COARSE} coarse centres in blocks, row by row. */
    private final float[] coarse;

    /** {@value #COARSE} × {@value #FINE} fine centres. */
    private final Centres fine;

    /** For each block, {@value #SIGNS_PER_BLOCK} directions of {@value Symmetry#BLOCK} numbers. */
    private final float[] directions;

    // What quantising reads, derived from the above.
    final float[][] coarseByBlock = new float[Symmetry.ELEMENTS][];
    final float[] coarseHalfSquares;

    /** The fine centres as they lie in the file, a byte a number: a quarter of the memory to go through per picture. */
    final byte[] fineByBlock;

    /** What a byte of each block stands for. */
    final float[] fineSteps;

    final float[] fineHalfSquares;
    final float[][] directionsByBlock = new float[Symmetry.ELEMENTS][];

    /** Projections of each fine centre on the 64 directions. */
    final float[] thresholds;

    Vocabulary(float[] coarse, float[] fine, float[] directions) {
        this(coarse, Centres.of(fine), directions);
    }

    private Vocabulary(float[] coarse, Centres fine, float[] directions) {
        this.coarse = coarse;
        this.fine = fine;
        this.directions = directions;
        int block = Symmetry.BLOCK;
        for (int b = 0; b < Symmetry.ELEMENTS; b++) {
            coarseByBlock[b] = transposed(coarse, 0, COARSE, D, b * block, block);
            directionsByBlock[b] =
                    transposed(directions, b * SIGNS_PER_BLOCK * block, SIGNS_PER_BLOCK, block, 0, block);
        }
        coarseHalfSquares = halfSquares(coarse);
        fineSteps = fine.steps();
        fineByBlock = fine.transposed();
        float[] centres = fine.numbers();
        fineHalfSquares = halfSquares(centres);
        thresholds = projections(centres);
    }

    /** Groups of 16 rows side by side, one dimension after the other, as {@link Arithmetic#dots} wants them. */
    private static float[] transposed(float[] rows, int from, int count, int stride, int first, int dimensions) {
        float[] out = new float[count * dimensions];
        for (int row = 0; row < count; row++) {
            for (int d = 0; d < dimensions; d++) {
                int group = row / Arithmetic.WIDTH;
                out[(group * dimensions + d) * Arithmetic.WIDTH + row % Arithmetic.WIDTH] =
                        rows[from + row * stride + first + d];
            }
        }
        return out;
    }

    private static float[] halfSquares(float[] rows) {
        float[] out = new float[rows.length / D];
        for (int row = 0; row < out.length; row++) {
            float sum = 0;
            for (int d = 0; d < D; d++) {
                sum += rows[row * D + d] * rows[row * D + d];
            }
            out[row] = sum / 2;
        }
        return out;
    }

    private float[] projections(float[] rows) {
        int block = Symmetry.BLOCK;
        float[] out = new float[rows.length / D * 64];
        for (int row = 0; row < rows.length / D; row++) {
            for (int sign = 0; sign < 64; sign++) {
                int from = row * D + sign / SIGNS_PER_BLOCK * block;
                float sum = 0;
                for (int d = 0; d < block; d++) {
                    sum = Math.fma(rows[from + d], directions[sign * block + d], sum);
                }
                out[row * 64 + sign] = sum;
            }
        }
        return out;
    }

    /** The vocabulary that comes with the engine, the same object at every call. */
    public static Vocabulary shipped() {
        return Shipped.VOCABULARY;
    }

    /** Loads once, at first use. */
    private static final class Shipped {
        static final Vocabulary VOCABULARY = load();

        private static Vocabulary load() {
            try (InputStream in = Vocabulary.class.getResourceAsStream(SHIPPED)) {
                if (in == null) {
                    throw new IllegalStateException("the engine's jar lacks " + SHIPPED);
                }
                return read(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the engine's " + SHIPPED, e);
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it is not a whole, undamaged vocabulary
     */
    public static Vocabulary read(InputStream in) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(new java.io.BufferedInputStream(in, 1 << 16), new CRC32C());
        DataInputStream data = new DataInputStream(checked);
        if (data.readInt() != MAGIC) {
            throw new IOException("not a vocabulary: expected other bytes at its start");
        }
        float[] directions = new float[64 * Symmetry.BLOCK];
        for (int i = 0; i < directions.length; i++) {
            directions[i] = data.readFloat();
        }
        float[] coarse = Centres.read(data, COARSE).numbers();
        Centres fine = Centres.read(data, COARSE * FINE);
        long sum = checked.getChecksum().getValue();
        if (data.readInt() != (int) sum) {
            throw new IOException("the vocabulary is damaged: its checksum does not agree");
        }
        return new Vocabulary(coarse, fine, directions);
    }

    /** Writes the vocabulary: directions as floats, centres as signed bytes with one step per block, a CRC-32C. */
    public void write(OutputStream out) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
        DataOutputStream data = new DataOutputStream(checked);
        data.writeInt(MAGIC);
        for (float number : directions) {
            data.writeFloat(number);
        }
        Centres.of(coarse).write(data);
        fine.write(data);
        data.flush();
        data.writeInt((int) checked.getChecksum().getValue());
        data.flush();
    }
}
