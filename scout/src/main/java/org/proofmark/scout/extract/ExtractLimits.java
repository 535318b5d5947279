package org.proofmark.scout.extract;

import java.time.Duration;

/**
 * What is taken of one document at most. What exceeds a limit is left out, and a trouble says so.
 *
 * @param images images named
 * @param links links named
 * @param troubles troubles told, the last one of them that there are more
 * @param text characters of one text
 * @param address characters of one address that is no data address
 * @param tags elements of markup read
 * @param nesting documents inside documents: srcdoc, markup in feeds, SVG in data addresses
 * @param inlineBytes bytes of all inline images together, decoded
 * @param unpackedBytes bytes of a packed document, unpacked
 * @param jsonDepth levels of JSON
 * @param jsonTokens names, values and brackets of one JSON text
 * @param time for the whole document
 * @param pdf for the process that reads PDF files
 */
public record ExtractLimits(
        int images,
        int links,
        int troubles,
        int text,
        int address,
        int tags,
        int nesting,
        int inlineBytes,
        int unpackedBytes,
        int jsonDepth,
        int jsonTokens,
        Duration time,
        PdfLimits pdf) {
    public ExtractLimits {
        if (images < 1 || links < 1 || troubles < 1 || text < 1 || address < 1 || tags < 1 || nesting < 0) {
            throw new IllegalArgumentException(
                    "%d images, %d links, %d troubles, %d and %d characters, %d tags, %d levels"
                            .formatted(images, links, troubles, text, address, tags, nesting));
        }
        if (inlineBytes < 0 || unpackedBytes < 1 || jsonDepth < 1 || jsonTokens < 1 || !time.isPositive()) {
            throw new IllegalArgumentException("%d inline bytes, %d unpacked, JSON of %d levels and %d tokens, %s"
                    .formatted(inlineBytes, unpackedBytes, jsonDepth, jsonTokens, time));
        }
    }

    /**
     * The process that reads PDF files.
     *
     * @param heapMegabytes its heap
     * @param images images taken of one file
     * @param pixels of one image; larger ones are left out
     * @param bytes of all images together
     * @param processes at one time; others wait
     * @param time for one file, the start of the process included
     */
    public record PdfLimits(int heapMegabytes, int images, long pixels, int bytes, int processes, Duration time) {
        public PdfLimits {
            if (heapMegabytes < 32 || images < 1 || pixels < 1 || bytes < 1 || processes < 1 || !time.isPositive()) {
                throw new IllegalArgumentException("%d MB, %d images, %d pixels, %d bytes, %d processes, %s"
                        .formatted(heapMegabytes, images, pixels, bytes, processes, time));
            }
        }
    }

    /** Room for every honest page known: a sitemap may list 50,000 pages with 1,000 images each. */
    public static ExtractLimits standard() {
        return new ExtractLimits(
                50_000,
                60_000,
                50,
                2_000,
                8_192,
                600_000,
                4,
                64 << 20,
                64 << 20,
                100,
                400_000,
                Duration.ofSeconds(20),
                new PdfLimits(512, 500, 40_000_000L, 128 << 20, 2, Duration.ofSeconds(40)));
    }
}
