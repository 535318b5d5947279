package org.proofmark.portal.identity;

import java.util.List;

/** What a module adds to the archive in which a person takes away everything a holder has. */
public interface Chapters {
    /** In the order in which they stand there. */
    List<Chapter> all();
}
