package org.proofmark.portal.matching.compare;

import org.proofmark.portal.TestPortal;

/** For tests of what comes before: nothing is compared. */
public final class Idle {
    private Idle() {}

    /** Ends comparing in a portal. */
    public static TestPortal idle(TestPortal portal) {
        portal.bean(CompareLoop.class).stop();
        return portal;
    }
}
