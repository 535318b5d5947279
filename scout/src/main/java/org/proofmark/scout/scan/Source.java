package org.proofmark.scout.scan;

import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.url.Url;

/** Where a watched site's pages come from: the web, or an archive of it. */
public interface Source {
    /** The watched site's name, as reports show it. */
    String name();

    /** Whether a page is part of what is watched. Images may be anywhere. */
    boolean admits(Url page);

    /** Whether a redirect, a frame or a refresh may lead there from a page of it. */
    default boolean mayLand(Url page) {
        return admits(page);
    }

    /** How it is asked. */
    Fetcher fetcher();

    /** Whether it is somebody's server, with rules and a need of rest; an archive is not. */
    boolean live();
}
