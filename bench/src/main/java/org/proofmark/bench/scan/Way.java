package org.proofmark.bench.scan;

import java.io.IOException;

/** A way of reading the whole site. */
interface Way {
    Lap run() throws IOException, InterruptedException;
}
