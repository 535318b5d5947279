package org.proofmark.scout.fetch;

import java.time.Duration;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/**
 * What is asked for.
 *
 * @param url an http or https address
 * @param wanted what kind of answer is wanted
 * @param validators what is known from the last time: with them an unchanged answer costs nothing
 * @param referrer the page that leads there
 * @param maxBytes the most bytes of body taken, decoded
 * @param deadline for the whole exchange with all its redirects
 */
public record Request(
        Url url, Wanted wanted, Validators validators, Optional<Url> referrer, long maxBytes, Duration deadline) {
    /** What kind of answer is wanted: it makes the Accept header. */
    public enum Wanted {
        PAGE,
        IMAGE,
        ANY
    }

    public Request {
        if (!url.isHttp()) {
            throw new IllegalArgumentException("expected an http address, found " + url);
        }
        if (maxBytes < 1 || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("%d bytes within %s".formatted(maxBytes, deadline));
        }
    }

    /** A first request for a page: 16 MB, 60 s. */
    public static Request page(Url url) {
        return new Request(url, Wanted.PAGE, Validators.NONE, Optional.empty(), 16L << 20, Duration.ofSeconds(60));
    }

    /** A first request for an image: 64 MB, 60 s. */
    public static Request image(Url url) {
        return new Request(url, Wanted.IMAGE, Validators.NONE, Optional.empty(), 64L << 20, Duration.ofSeconds(60));
    }

    /** The same, whatever kind of answer comes. */
    public Request anything() {
        return new Request(url, Wanted.ANY, validators, referrer, maxBytes, deadline);
    }

    /** The same with what is known from the last time. */
    public Request with(Validators known) {
        return new Request(url, wanted, known, referrer, maxBytes, deadline);
    }

    /** The same, coming from a page. */
    public Request from(Url page) {
        return new Request(url, wanted, validators, Optional.of(page), maxBytes, deadline);
    }
}
