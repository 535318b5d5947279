package org.proofmark.portal.identity;

/** What a person does here; several at once are possible. */
public enum Role {
    CREATOR,
    CASE_HANDLER,
    APPROVER,
    PARTNER,
    BOOKKEEPER,
    ADMINISTRATOR
}
