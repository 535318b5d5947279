package org.proofmark.portal.database;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The embedded PostgreSQL cannot be used: the message says what, why, and what to do. */
public final class DatabaseException extends RuntimeException {
    private static final String ELSEWHERE = "or name an existing PostgreSQL with --database-url";

    /** What the system or PostgreSQL says, and what helps. */
    private static final List<Map.Entry<String, String>> REMEDIES = List.of(
            Map.entry("No space left on device", "Free some space on its disk and start again"),
            Map.entry("Disk quota exceeded", "Free some space on its disk and start again"),
            Map.entry("Read-only file system", "Name a folder that can be written with --data"),
            Map.entry("AccessDenied", "Run as the account that owns the folder, or give it to this one"),
            Map.entry("Permission denied", "Run as the account that owns the folder, or give it to this one"),
            Map.entry("wrong ownership", "Run as the account that owns the folder, or give it to this one"),
            Map.entry("password authentication failed", "Put back the file 'password' that belongs to this database"),
            Map.entry("error while loading shared libraries", "Install the library it names"));

    DatabaseException(String what, String remedy) {
        super(what + ". " + remedy + ", " + ELSEWHERE + ".");
    }

    private DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param said PostgreSQL's own words */
    static DatabaseException of(String what, String said) {
        return new DatabaseException(what + ": " + said.strip(), remedy(said));
    }

    /** What failed and why, with the remedy known for the reason. */
    static DatabaseException of(String what, IOException why) {
        String reason = why.toString();
        return new DatabaseException(what + ": " + reason + ". " + remedy(reason) + ", " + ELSEWHERE + ".", why);
    }

    private static String remedy(String said) {
        return REMEDIES.stream()
                .filter(known -> said.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("Look into the folder's log");
    }
}
