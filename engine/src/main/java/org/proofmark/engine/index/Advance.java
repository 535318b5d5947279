package org.proofmark.engine.index;

/** Hears how far a long task has come. Called often, by the thread that does it. */
@FunctionalInterface
public interface Advance {
    /** Hears nothing. */
    Advance UNHEARD = share -> {};

    /**
     * Hears of it.
     *
     * @param share of the whole, 0 to 1; never less than before
     */
    void at(double share);

    /** One that hears of a part of the whole. */
    default Advance part(double from, double to) {
        return share -> at(from + (to - from) * Math.clamp(share, 0, 1));
    }
}
