package org.proofmark.scout.scan;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.proofmark.scout.fetch.Outcome;

/** Which servers gave nothing so often in a row that they are left alone for this round. Safe for use by many threads at once. */
final class Patience {
    private record Failures(int count, String last) {}

    private final int most;
    private final Map<String, Failures> hosts = new ConcurrentHashMap<>();

    /**
     * Patience.
     *
     * @param most exchanges in a row without an answer
     */
    Patience(int most) {
        this.most = most;
    }

    /** Takes what came of an exchange; whatever a server says of sense ends the row. */
    void tell(String host, Outcome outcome) {
        if (isNothing(outcome)) {
            hosts.merge(host, new Failures(1, reason(outcome)), (old, one) -> new Failures(old.count + 1, one.last));
        } else {
            hosts.remove(host);
        }
    }

    /** Why a server is not asked any more; empty where it is. */
    Optional<String> refuses(String host) {
        return Optional.ofNullable(hosts.get(host))
                .filter(failures -> failures.count >= most)
                .map(failures -> "asked %d times in a row for nothing, so no more in this round; at last: %s"
                        .formatted(failures.count, failures.last));
    }

    /** A server that is busy (429, 503). */
    static boolean isBusy(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed && (failed.status() == 429 || failed.status() == 503);
    }

    private static boolean isNothing(Outcome outcome) {
        return outcome instanceof Outcome.Unreachable || isBusy(outcome);
    }

    private static String reason(Outcome outcome) {
        return outcome instanceof Outcome.Unreachable unreachable
                ? unreachable.cause().name().toLowerCase(Locale.ROOT) + ": " + unreachable.explanation()
                : outcome.explanation();
    }
}
