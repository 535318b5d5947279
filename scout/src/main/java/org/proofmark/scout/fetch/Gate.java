package org.proofmark.scout.fetch;

import java.util.Optional;
import org.proofmark.scout.url.Url;

/** Asked before every redirect is followed, so that a rule about addresses (robots.txt, the watched sites) holds there too. */
@FunctionalInterface
public interface Gate {
    /** Lets everything through. */
    Gate OPEN = url -> Optional.empty();

    /**
     * Why an address must not be asked for; empty where it may. May take as long as fetching a robots.txt.
     *
     * @param next where the redirect leads
     */
    Optional<String> refuses(Url next);
}
