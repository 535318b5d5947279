package org.proofmark.scout.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.engine.media.MediaType;
import org.proofmark.scout.fetch.ContentCodings;
import org.proofmark.scout.fetch.Fetcher;
import org.proofmark.scout.fetch.Gate;
import org.proofmark.scout.fetch.Hop;
import org.proofmark.scout.fetch.Outcome;
import org.proofmark.scout.fetch.Request;
import org.proofmark.scout.fetch.Validators;
import org.proofmark.scout.url.Url;

/** Answers from an archive as the web would have at that time. What is not in it is unreachable. */
public final class ArchiveFetcher implements Fetcher {
    private final Archive archive;
    private final int redirects;

    ArchiveFetcher(Archive archive, int redirects) {
        this.archive = archive;
        this.redirects = redirects;
    }

    @Override
    public Outcome fetch(Request request, Gate gate) {
        List<Hop> hops = new ArrayList<>();
        Url url = request.url();
        while (true) {
            Optional<Place> place = archive.find(url);
            if (place.isEmpty()) {
                return unreachable(request, hops, "not in the archive: " + url);
            }
            try {
                Stored stored = Stored.read(
                        archive.file(place.get()).channel(), place.get().offset(), url, request.maxBytes());
                hops.add(stored.hop());
                Optional<Url> next = next(stored.hop());
                if (next.isEmpty()) {
                    return answer(request, hops, stored);
                }
                Optional<Outcome> refused = refused(request, hops, next.get(), gate);
                if (refused.isPresent()) {
                    return refused.get();
                }
                url = next.get();
            } catch (IOException | RuntimeException e) { // jwarc lets others out
                return unreachable(request, hops, "cannot be read from the archive: " + e.getMessage());
            }
        }
    }

    private Optional<Outcome> refused(Request request, List<Hop> hops, Url next, Gate gate) {
        if (hops.size() > redirects) {
            String why = "more than " + redirects + " redirects";
            return Optional.of(new Outcome.Refused(request.url(), hops, Outcome.Rule.REDIRECTS, why));
        }
        return gate.refuses(next).map(why -> new Outcome.Refused(request.url(), hops, Outcome.Rule.GATE, why));
    }

    private static Outcome unreachable(Request request, List<Hop> hops, String why) {
        return new Outcome.Unreachable(request.url(), hops, Outcome.Cause.BROKEN, why);
    }

    private static Optional<Url> next(Hop hop) {
        return switch (hop.status()) {
            case 301, 302, 303, 307, 308 ->
                hop.response().location().flatMap(hop.url()::resolve).filter(Url::isHttp);
            default -> Optional.empty();
        };
    }

    private static Outcome answer(Request request, List<Hop> hops, Stored stored) {
        int status = stored.hop().status();
        if (status < 200 || status > 299) {
            return new Outcome.Failed(request.url(), hops, status, Optional.empty());
        }
        if (same(request.validators(), Validators.of(stored.hop().response()))) {
            return new Outcome.Unchanged(request.url(), hops);
        }
        try {
            byte[] body = decoded(stored, request.maxBytes());
            if (body.length > request.maxBytes() || stored.encoded().length > request.maxBytes()) {
                String why = "more than %,d bytes".formatted(request.maxBytes());
                return new Outcome.TooLarge(request.url(), hops, why);
            }
            return new Outcome.Fetched(request.url(), hops, body, stored.encoded());
        } catch (IOException | RuntimeException e) { // the brotli decoder lets others out
            return unreachable(request, hops, "the body is broken: " + e.getMessage());
        }
    }

    /**
     * The body without its codings, one byte more than wanted where there are more. Recorders that sit in a browser keep the
     * header but store the body decoded: gzip's first bytes tell, of the others that they cannot be decoded.
     */
    private static byte[] decoded(Stored stored, long most) throws IOException {
        byte[] encoded = stored.encoded();
        List<String> codings = ContentCodings.of(stored.hop().response());
        boolean gzip = encoded.length > 2 && encoded[0] == 0x1f && encoded[1] == (byte) 0x8b;
        if (codings.isEmpty()
                || encoded.length == 0
                || !gzip && codings.getLast().endsWith("gzip")) {
            return encoded;
        }
        try (InputStream in = ContentCodings.opened(encoded, codings)) {
            return in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
        } catch (IOException | RuntimeException broken) { // the brotli decoder lets others out
            if (isUncoded(encoded)) {
                return encoded;
            }
            throw broken;
        }
    }

    /** Whether bytes begin as text or as an image does: what is coded has other bytes soon. */
    private static boolean isUncoded(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 256), StandardCharsets.ISO_8859_1);
        return MediaType.of(bytes).isPresent() || start.chars().noneMatch(c -> c < ' ' && !Character.isWhitespace(c));
    }

    private static boolean same(Validators known, Validators stated) {
        return known.etag().isPresent()
                ? known.etag().equals(stated.etag())
                : known.lastModified().isPresent() && known.lastModified().equals(stated.lastModified());
    }
}
