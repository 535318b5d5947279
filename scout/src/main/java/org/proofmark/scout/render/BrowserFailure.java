package org.proofmark.scout.render;

import java.io.IOException;

/** The browser did not do what it was told: it ended, answered with an error, or not in time. */
final class BrowserFailure extends IOException {
    BrowserFailure(String message) {
        super(message);
    }
}
