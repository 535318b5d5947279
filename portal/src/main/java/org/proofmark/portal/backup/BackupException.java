package org.proofmark.portal.backup;

/** A backup that cannot be made, read or put back. The message says what, why, and what to do. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
