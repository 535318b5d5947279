package org.proofmark.engine.media;

import java.io.IOException;

/** libvips refused; the message is its own. */
final class VipsException extends IOException {
    VipsException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
