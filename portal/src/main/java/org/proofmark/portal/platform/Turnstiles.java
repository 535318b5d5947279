package org.proofmark.portal.platform;

import java.util.stream.Stream;

/** One is held while a file is put into its place or taken from it: a sweep takes nothing that is just arriving again. */
final class Turnstiles {
    private final Object[] turnstiles = Stream.generate(Object::new).limit(256).toArray();

    Object of(Sha256 digest) {
        return turnstiles[Integer.parseInt(digest.hex().substring(0, 2), 16)];
    }
}
