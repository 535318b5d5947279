package org.proofmark.scout.scan;

/**
 * How far a scan has come.
 *
 * @param documents asked for and answered
 * @param images asked for and answered
 * @param pictures looked at: images met for the first time
 * @param works pictures in which a work was found
 * @param missed addresses of which nothing was seen
 * @param waiting addresses still to visit
 * @param bytes received
 */
public record Tally(long documents, long images, long pictures, long works, long missed, long waiting, long bytes) {}
