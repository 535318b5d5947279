package org.proofmark.scout.render;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.url.Url;

/** Joins a redirect and what it led to, which the browser asked for one by one, to the one outcome they are. */
final class Chain {
    private Chain() {}

    static Outcome of(Outcome redirect, Outcome next) {
        List<Hop> hops = new ArrayList<>(redirect.hops());
        hops.addAll(next.hops());
        Url url = redirect.requested();
        return switch (next) {
            case Outcome.Fetched fetched -> new Outcome.Fetched(url, hops, fetched.body(), fetched.encoded());
            case Outcome.Unchanged _ -> new Outcome.Unchanged(url, hops);
            case Outcome.Failed failed -> new Outcome.Failed(url, hops, failed.status(), failed.retryAfter());
            case Outcome.Refused refused -> new Outcome.Refused(url, hops, refused.rule(), refused.explanation());
            case Outcome.TooLarge large -> new Outcome.TooLarge(url, hops, large.explanation());
            case Outcome.Unreachable lost -> new Outcome.Unreachable(url, hops, lost.cause(), lost.explanation());
        };
    }
}
