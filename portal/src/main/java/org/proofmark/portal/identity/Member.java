package org.proofmark.portal.identity;

/**
 * One who acts for an organisation.
 *
 * @param owner whether the person says who the others are
 */
public record Member(PersonId person, String name, String email, boolean owner) {}
