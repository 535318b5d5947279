package org.proofmark.portal.database;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The embedded PostgreSQL cannot be used: the message says what, why, and what to do. */
public final class DatabaseException extends RuntimeException {
    private static final String ELSEWHERE = "or name an existing PostgreSQL with --database-url";

    private static final Pattern FAILURE = Pattern.compile("FATAL|PANIC|ERROR|error|could not|denied|HINT|Hint");
    private static final int LINES = 10;

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

    /** @param said PostgreSQL's own words, of which those that tell of a failure are kept */
    static DatabaseException of(String what, String said) {
        String failure = said.lines()
                .filter(line -> FAILURE.matcher(line).find())
                .limit(LINES)
                .collect(Collectors.joining("\n"));
        String kept = (failure.isEmpty() ? said : failure).strip();
        return new DatabaseException(
                what + ": " + (kept.endsWith(".") ? kept.substring(0, kept.length() - 1) : kept), remedy(said));
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
