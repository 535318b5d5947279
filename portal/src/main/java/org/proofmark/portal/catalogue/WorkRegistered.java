package org.proofmark.portal.catalogue;

import org.proofmark.portal.identity.HolderId;

/** A work was registered. Told within the transaction; in the index it is a moment later. */
public record WorkRegistered(HolderId holder, WorkId work, boolean monitored) {}
