package org.proofmark.portal.identity;

/**
 * A holder that several people act for, as one of them sees it.
 *
 * @param owner whether this person says who the others are
 */
public record Organisation(HolderId id, String name, boolean owner) {}
