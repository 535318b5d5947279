package org.proofmark.scout.scan;

/**
 * How far a scan has come with one watched site.
 *
 * @param site its name
 * @param documents asked for and answered
 * @param images asked for and answered
 * @param works pictures on it in which a work was found
 */
public record SiteTally(String site, long documents, long images, long works) {}
