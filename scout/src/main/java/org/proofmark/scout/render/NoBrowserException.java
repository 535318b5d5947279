package org.proofmark.scout.render;

import java.io.IOException;

/** There is no browser, or it does not start. */
public final class NoBrowserException extends IOException {
    NoBrowserException(String message) {
        super(message);
    }

    NoBrowserException(String message, Throwable cause) {
        super(message, cause);
    }
}
