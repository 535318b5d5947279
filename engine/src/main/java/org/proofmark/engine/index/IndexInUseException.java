package org.proofmark.engine.index;

import java.nio.file.Path;

/** Another process, or another part of this one, has the index open. */
public final class IndexInUseException extends RuntimeException {
    IndexInUseException(Path directory, String pid) {
        super("the index %s is in use by process %s".formatted(directory, pid.isEmpty() ? "(unknown)" : pid));
    }
}
