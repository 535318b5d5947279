package org.proofmark.scout.politeness;

/**
 * From where on addresses look as if a machine made them up.
 *
 * @param maxSegments parts of a path
 * @param maxCharacters of an address
 * @param maxRepeats of one part within a path
 * @param maxVariants addresses that differ only in parts of their query or in one part that looks random
 * @param maxNumbered addresses that differ only in numbers in their query
 * @param maxListPages pages of one list
 * @param maxIdentical addresses of one site with the same page whose links are followed
 * @param maxCalendarLeaves of one calendar
 * @param firstYear of a calendar that can hold something
 * @param yearsAhead of today that a calendar may
 * @param maxKept families of addresses remembered; the one longest unseen is forgotten first
 */
public record TrapLimits(
        int maxSegments,
        int maxCharacters,
        int maxRepeats,
        int maxVariants,
        int maxNumbered,
        int maxListPages,
        int maxIdentical,
        int maxCalendarLeaves,
        int firstYear,
        int yearsAhead,
        int maxKept) {
    /** Wide enough for what people make by hand. */
    public static final TrapLimits STANDARD = new TrapLimits(20, 2_000, 2, 300, 2_000, 300, 20, 120, 1970, 2, 20_000);
}
