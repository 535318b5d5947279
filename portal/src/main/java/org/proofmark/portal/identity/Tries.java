package org.proofmark.portal.identity;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.stereotype.Component;

/**
 * How often things may be tried. Counted in memory: a restart forgives. The least recently seen are forgotten first, so that
 * strangers cannot fill the memory.
 */
@Component
public class Tries {
    private static final int REMEMBERED = 50_000;

    /** What is tried, how often in which time. */
    public enum Kind {
        /** Passwords for one address. */
        SIGN_IN(10, Duration.ofMinutes(10)),
        /** Passwords for any address, from one network address. */
        SIGN_IN_FROM(100, Duration.ofMinutes(10)),
        /** Codes for one person. */
        CODE(6, Duration.ofMinutes(5)),
        /** The password asked again from one who is signed in. */
        PASSWORD_AGAIN(10, Duration.ofMinutes(10)),
        /** Links tried from one network address. */
        LINK(60, Duration.ofMinutes(10)),
        /** Mails asked for, to one address. */
        MAIL(3, Duration.ofMinutes(30)),
        /** Mails asked for, from one network address. */
        MAIL_FROM(20, Duration.ofMinutes(30)),
        /** API calls with one key. */
        API(6_000, Duration.ofMinutes(1)),
        /** Secrets in addresses that open nothing, from one network address. */
        SECRET_FROM(60, Duration.ofMinutes(1)),
        /** Certificates asked about, from one network address. */
        CHECK_FROM(60, Duration.ofMinutes(10)),
        /** Pictures searched by, by one person. */
        SEARCH(30, Duration.ofMinutes(5)),
        /** Refused calls that are noted, of one person, or from one network address where nobody is signed in. */
        REFUSED(10, Duration.ofMinutes(10)),
        /** Keys that open nothing, from one network address. */
        KEY_FROM(60, Duration.ofMinutes(1));

        private final int times;
        private final Duration within;

        Kind(int times, Duration within) {
            this.times = times;
            this.within = within;
        }

        public int times() {
            return times;
        }
    }

    /** Of one who tries: what is left, and whether the refusal was noted. */
    private record Tried(Bucket bucket, Bucket notes) {
        static Tried fresh(Kind kind) {
            return new Tried(bucket(kind.times, kind.within), bucket(1, kind.within));
        }

        private static Bucket bucket(int times, Duration within) {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(times).refillGreedy(times, within))
                    .build();
        }
    }

    private final Audit audit;
    private final Map<String, Tried> tried = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tried> eldest) {
            return size() > REMEMBERED;
        }
    };

    Tries(Audit audit) {
        this.audit = audit;
    }

    /**
     * Counts one try.
     *
     * @return how many are left
     * @throws Refused if it is one too many; with the time to wait
     */
    public long count(Kind kind, String whose) {
        Tried one = of(kind, whose);
        ConsumptionProbe probe = one.bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return probe.getRemainingTokens();
        }
        if (one.notes.tryConsume(1)) {
            audit.noteRefused(Optional.empty(), "tries.refused", kind.name(), whose);
        }
        throw Refused.tooMany(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Counts one try, and refuses none: whether it is among those that there may be. */
    boolean among(Kind kind, String whose) {
        return of(kind, whose).bucket.tryConsume(1);
    }

    /** Takes back one try that succeeded. */
    public void takeBack(Kind kind, String whose) {
        of(kind, whose).bucket.addTokens(1);
    }

    private Tried of(Kind kind, String whose) {
        synchronized (tried) {
            return tried.computeIfAbsent(kind + " " + whose, key -> Tried.fresh(kind));
        }
    }
}
