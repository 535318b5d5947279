package org.proofmark.engine.fingerprint;

/**
 * The PDQ hash of a whole image (Facebook's published algorithm: 256 bits from a 16 × 16 DCT), the exchange format other
 * systems speak, with its quality.
 *
 * @param bits0 bits 0 to 63, bit 0 lowest
 * @param bits1 bits 64 to 127
 * @param bits2 bits 128 to 191
 * @param bits3 bits 192 to 255
 * @param quality 0 (flat) to 100; at 49 and less the code says nothing about the image
 */
public record GlobalCode(long bits0, long bits1, long bits2, long bits3, int quality) {
    public GlobalCode {
        if (quality < 0 || quality > 100) {
            throw new IllegalArgumentException("quality " + quality);
        }
    }

    /** Number of bits in which two codes differ, 0 to 256; PDQ calls 31 and fewer a match. */
    public int distance(GlobalCode other) {
        return Long.bitCount(bits0 ^ other.bits0)
                + Long.bitCount(bits1 ^ other.bits1)
                + Long.bitCount(bits2 ^ other.bits2)
                + Long.bitCount(bits3 ^ other.bits3);
    }
}
