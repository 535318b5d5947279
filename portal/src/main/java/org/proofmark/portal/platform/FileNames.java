package org.proofmark.portal.platform;

import java.util.Set;

/** Rows that name files: what any of them names is kept. */
public interface FileNames {
    /** Of some digests, those that are named. */
    Set<Sha256> named(Set<Sha256> digests);
}
