package org.proofmark.scout.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/** What became of a request. */
public sealed interface Outcome {
    /** What was asked for. */
    Url requested();

    /** Every answer received, in order; the last is the one that counts. */
    List<Hop> hops();

    /** One line for a person: what happened. */
    String explanation();

    /** The address of the last answer: where redirects led. */
    default Url landed() {
        return hops().isEmpty() ? requested() : hops().getLast().url();
    }

    /** Bytes of bodies that came, with their content encoding, whether they were taken or thrown away. */
    default long received() {
        return hops().stream().mapToLong(Hop::received).sum();
    }

    /** The last answer's header fields; none where none came. */
    default Headers headers() {
        return hops().isEmpty() ? Headers.NONE : hops().getLast().response();
    }

    /**
     * Answered with a status of 200 to 299 and a body, whole.
     *
     * @param body decoded
     * @param encoded as received, with its content encoding but no transfer encoding; the same array where there was none
     * @param received bytes that came for it: what a browser asked for besides included, nothing where it was kept from before
     * @param gaps what of it did not come, where a browser built it, one line each
     */
    @SuppressWarnings("ArrayRecordComponent") // passed by reference and never changed
    record Fetched(Url requested, List<Hop> hops, byte[] body, byte[] encoded, long received, List<String> gaps)
            implements Outcome {
        /** As a server sent it. */
        public Fetched(Url requested, List<Hop> hops, byte[] body, byte[] encoded) {
            this(requested, hops, body, encoded, encoded.length, List.of());
        }

        public Fetched {
            hops = List.copyOf(hops);
            gaps = List.copyOf(gaps);
            if (hops.isEmpty()) {
                throw new IllegalArgumentException("fetched without an answer: " + requested);
            }
        }

        /** The last answer's status. */
        public int status() {
            return hops.getLast().status();
        }

        @Override
        public String explanation() {
            return "%d, %,d bytes".formatted(status(), body.length);
        }
    }

    /** The same as last time (304). */
    record Unchanged(Url requested, List<Hop> hops) implements Outcome {
        public Unchanged {
            hops = List.copyOf(hops);
        }

        @Override
        public String explanation() {
            return "unchanged";
        }
    }

    /**
     * Answered with a status that is no success.
     *
     * @param retryAfter how long the server asks to be left alone
     */
    record Failed(Url requested, List<Hop> hops, int status, Optional<Duration> retryAfter) implements Outcome {
        public Failed {
            hops = List.copyOf(hops);
        }

        @Override
        public String explanation() {
            return "status " + status;
        }
    }

    /** Not asked, or not taken, by a rule of ours: an address that is not allowed, too many redirects, a limit on headers. */
    record Refused(Url requested, List<Hop> hops, Rule rule, String explanation) implements Outcome {
        public Refused {
            hops = List.copyOf(hops);
        }
    }

    /** Which rule refused. */
    enum Rule {
        ADDRESS,
        SCHEME,
        REDIRECTS,
        HEADERS,
        ENCODING,
        GATE
    }

    /** The body is larger than was wanted; what came is thrown away. */
    record TooLarge(Url requested, List<Hop> hops, String explanation) implements Outcome {
        public TooLarge {
            hops = List.copyOf(hops);
        }
    }

    /** No whole answer came: no such name, no connection, no trust, too slow, broken off, not HTTP. */
    record Unreachable(Url requested, List<Hop> hops, Cause cause, String explanation) implements Outcome {
        public Unreachable {
            hops = List.copyOf(hops);
        }
    }

    /** Why no whole answer came. */
    enum Cause {
        NAME,
        CONNECTION,
        TLS,
        DEADLINE,
        TOO_SLOW,
        BROKEN
    }
}
