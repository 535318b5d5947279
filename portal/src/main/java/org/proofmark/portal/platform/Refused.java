package org.proofmark.portal.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for is not allowed, and why: shown as text on a page and as a problem (RFC 9457) in the API. Not an error of
 * the program, and never logged as one.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of refusal, from which the status follows. */
    public enum Kind {
        /** What was sent is not as it must be. */
        INVALID(422),
        /** Nobody we know asks. */
        NOBODY(401),
        /** It is not there, or not for this person: the two are told apart to nobody. */
        NOT_FOUND(404),
        /** This person may not do it. */
        FORBIDDEN(403),
        /** It does not go together with what is there. */
        CONFLICT(409),
        /** The thing was changed by someone else meanwhile. */
        CHANGED(412),
        /** Larger than the limit. */
        TOO_LARGE(413),
        /** Too often; to be tried again later. */
        TOO_MANY(429),
        /** The place where it would be kept is full. */
        NO_ROOM(507);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String text;
    private final transient List<Object> values;
    private final @Nullable Duration wait;

    /**
     * @param text key of the text that tells why, in {@code texts/…}
     * @param values that stand in the text
     */
    public Refused(Kind kind, String text, Object... values) {
        this(kind, null, text, values);
    }

    private Refused(Kind kind, @Nullable Duration wait, String text, Object... values) {
        super(text + " " + List.of(values), null, false, false);
        this.kind = kind;
        this.text = text;
        this.values = List.of(values);
        this.wait = wait;
    }

    public static Refused notFound() {
        return new Refused(Kind.NOT_FOUND, "refused.notFound");
    }

    public static Refused invalid(String text, Object... values) {
        return new Refused(Kind.INVALID, text, values);
    }

    /** Too often: to be tried again after a while. */
    public static Refused tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Refused(Kind.TOO_MANY, Duration.ofSeconds(seconds), "refused.tooMany", seconds);
    }

    public Kind kind() {
        return kind;
    }

    public String text() {
        return text;
    }

    /** How long to wait before it may work, where waiting helps; whole seconds. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(wait);
    }

    /** What is kept of a refusal that is told later: the key of its text and its values, apart by tabs. */
    public String reason() {
        return values.stream()
                .map(value -> "\t" + value.toString().replace('\t', ' '))
                .reduce(text, String::concat);
    }

    public Object[] values() {
        return values.toArray();
    }
}
