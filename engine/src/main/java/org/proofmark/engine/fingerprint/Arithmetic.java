package org.proofmark.engine.fingerprint;

/**
 * The inner loops of detector, descriptor and quantiser. Two implementations give results equal to the bit: {@link
 * ScalarArithmetic}, the judge, and {@link VectorArithmetic}, several times faster, which needs the module {@code
 * jdk.incubator.vector}.
 *
 * <p>Pictures are rows of {@code float}s, 0 to 255, in arrays whose stride is a multiple of {@value #WIDTH}; a row may be
 * read and written up to its stride, and 64 elements beyond the last row exist.
 */
interface Arithmetic {
    /** Rows, patches and blocks are multiples of this many floats. */
    int WIDTH = 16;

    /** Floats that precede a blurred row's first element in a row buffer. */
    int ROW_PAD = 48;

    /** Side of the patch a descriptor is taken from: 16 gradients and a border of one. */
    int PATCH = 18;

    /** Elements of a patch buffer: 18 × 18, rounded up to blocks. */
    int PATCH_LENGTH = 336;

    /** The fastest implementation this Java process can run. */
    static Arithmetic fastest() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new VectorArithmetic()
                : new ScalarArithmetic();
    }

    /**
     * One row of a symmetric vertical filter into a row buffer: {@code row[ROW_PAD + x] = kernel[0] · source[centre + x] +
     * Σ kernel[j] · (source[above[j] + x] + source[below[j] + x])}.
     */
    void blurColumns(float[] source, int centre, int[] above, int[] below, float[] kernel, float[] row, int stride);

    /** One row of the horizontal filter out of a row buffer whose ends are already extended. */
    void blurRow(float[] row, float[] kernel, float[] target, int at, int stride);

    /** {@code difference[at + x] = blurred[at + x] − sharp[at + x]} for one row. */
    void subtractRow(float[] blurred, float[] sharp, float[] difference, int at, int stride);

    /**
     * Which places of a row are extrema of their 3 × 3 × 3 surroundings above a threshold.
     *
     * @param found {@code found[b]} receives, for each block of {@value #WIDTH} places: bit i set if {@code same[at + b ·
     *     WIDTH + i]} is one
     * @param blocks how many blocks
     */
    void extrema(
            float[] lower, float[] same, float[] upper, int at, int stride, float threshold, int[] found, int blocks);

    /**
     * Samples a rotated, scaled patch of {@value #PATCH} × {@value #PATCH} places around (x, y), bilinear, clamped to the
     * picture; (ux, uy) is one patch step along the patch's first axis.
     */
    void sample(
            float[] picture, int stride, int width, int height, float x, float y, float ux, float uy, float[] patch);

    /**
     * Gradients of 16 × 16 places in polar form: weighted magnitude, and the direction in 36 bins (0 to 36; 36 is 0).
     *
     * @param at first place in the picture; rows are {@code stride} apart
     * @param weights 16 × 16 weights
     * @param firstRow the first of the 16 rows that is wanted
     * @param endRow one past the last
     */
    void gradients(
            float[] picture,
            int at,
            int stride,
            float[] weights,
            int firstRow,
            int endRow,
            float[] magnitude,
            int[] bin);

    /**
     * Pools the gradients of a patch into 4 × 4 cells of 8 directions.
     *
     * @param cellWeights 4 × 16: how much of each of 16 places goes into each of 4 cells of one axis
     * @param columns work space of 512 floats
     * @param descriptor receives 128 floats, from {@code at}: (row · 4 + column) · 8 + direction
     */
    void pool(float[] patch, float[] cellWeights, float[] columns, float[] descriptor, int at);

    /**
     * Dot products of four vectors with a block of others.
     *
     * @param vectors where the four vectors start in {@code from}
     * @param others the others, transposed: for each group of {@value #WIDTH}, for each dimension, {@value #WIDTH} values
     * @param firstOther offset of the block in {@code others}
     * @param dimensions length of each vector
     * @param count how many others, a multiple of {@value #WIDTH}
     * @param out {@code out[v · count + k]}
     */
    void dots(float[] from, int[] vectors, float[] others, int firstOther, int dimensions, int count, float[] out);

    /**
     * Dot products of four vectors with a block of others that lie in bytes: dimension d of one is its byte times
     * {@code steps[d / 32]}.
     *
     * @param others as above, and at least {@value #WIDTH} more bytes than are meant
     */
    void dots(float[] from, int[] vectors, byte[] others, float[] steps, int firstOther, int count, float[] out);
}
