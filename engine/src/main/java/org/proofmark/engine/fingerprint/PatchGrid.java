package org.proofmark.engine.fingerprint;

import static org.proofmark.engine.fingerprint.Arithmetic.PATCH;
import static org.proofmark.engine.fingerprint.Arithmetic.PATCH_LENGTH;

/** The fixed geometry of a descriptor's patch: 16 × 16 gradients in 4 × 4 cells, 5/16 cell apart. */
final class PatchGrid {
    /** Place t of a patch, in steps from its centre along the first axis; the last places repeat. */
    static final float[] I = new float[PATCH_LENGTH];

    /** The same along the second axis. */
    static final float[] J = new float[PATCH_LENGTH];

    /** First of the 16 rows that reach into each row of cells. */
    static final int[] FIRST_ROW = {16, 16, 16, 16};

    /** One past the last of them. */
    static final int[] END_ROW = new int[4];

    /** 4 × 16: triangular share of a place in a cell, times a Gaussian over the patch. */
    static final float[] CELL_WEIGHTS = new float[4 * 16];

    static {
        for (int t = 0; t < PATCH_LENGTH; t++) {
            int place = Math.min(t, PATCH * PATCH - 1);
            I[t] = place % PATCH - 8.5f;
            int row = place / PATCH;
            J[t] = row - 8.5f;
        }
        for (int i = 0; i < 16; i++) {
            double u = (i - 7.5) * 5 / 16;
            for (int cell = 0; cell < 4; cell++) {
                double share = Math.max(0, 1 - Math.abs(u + 1.5 - cell));
                CELL_WEIGHTS[cell * 16 + i] = (float) (share * StrictMath.exp(-u * u / 8));
                if (share > 0) {
                    FIRST_ROW[cell] = Math.min(FIRST_ROW[cell], i);
                    END_ROW[cell] = i + 1;
                }
            }
        }
    }

    private PatchGrid() {}
}
