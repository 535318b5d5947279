package org.proofmark.portal.catalogue;

import org.proofmark.portal.identity.HolderId;

/** Works were put into a holder's collections or taken out. Told within the transaction. */
public record CollectionsChanged(HolderId holder) {}
