package org.proofmark.portal.catalogue.licences;

import org.proofmark.portal.identity.HolderId;

/** A holder's register says something else now. Told within the transaction. */
public record LicencesChanged(HolderId holder) {}
