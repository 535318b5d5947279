package org.proofmark.scout.archive;

/**
 * How much of a foreign archive is taken.
 *
 * @param addresses the most addresses known at a time, over all files
 * @param recordBytes the longest record, unpacked
 * @param unpackedBytes the most bytes of a package's members, or of a file compressed as a whole, unpacked to a temporary folder
 * @param members the most members of a package
 * @param troubles the most troubles listed per file; the file is given up after them
 * @param redirects the most redirects followed within the archive
 */
public record ArchiveLimits(
        int addresses, long recordBytes, long unpackedBytes, int members, int troubles, int redirects) {
    public ArchiveLimits {
        if (addresses < 1 || recordBytes < 1 || unpackedBytes < 1 || members < 1 || troubles < 1 || redirects < 0) {
            throw new IllegalArgumentException("limits of an archive must be positive");
        }
    }

    /** Five million addresses (about 1.5 GB of memory if all are used), records of 1 GB, packages of 64 GB. */
    public static ArchiveLimits standard() {
        return new ArchiveLimits(5_000_000, 1L << 30, 64L << 30, 100_000, 1_000, 10);
    }
}
