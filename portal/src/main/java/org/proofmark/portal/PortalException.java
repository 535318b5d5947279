package org.proofmark.portal;

/** The portal does not start: a setting, the port, the folder. What is in the way was logged in full; this is its last word. */
public final class PortalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PortalException(RuntimeException cause) {
        super("the portal does not start: " + innermost(cause), cause);
    }

    private static String innermost(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage());
    }
}
