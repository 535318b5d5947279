package org.proofmark.portal;

import org.springframework.boot.web.server.PortInUseException;

/** The portal does not start: a setting, the port, the folder. What is in the way was logged in full; this is its last word. */
public final class PortalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PortalException(RuntimeException cause) {
        super("the portal does not start: " + reason(cause), cause);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof PortInUseException taken) {
            return "port %d is in use. Stop what uses it, or name another with --port.".formatted(taken.getPort());
        }
        return failure.getCause() == null ? String.valueOf(failure.getMessage()) : reason(failure.getCause());
    }
}
