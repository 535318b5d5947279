package org.proofmark.scout.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.scout.url.Url;

/** The header fields we send. A date is of the address it was given for: where a redirect leads, only a tag is sent on. */
final class RequestFields {
    private RequestFields() {}

    static Headers of(Request request, Url url, FetchSettings settings, Optional<String> cookie) {
        List<Headers.Field> fields = new ArrayList<>();
        fields.add(new Headers.Field("Host", url.origin().substring(url.scheme().length() + 3)));
        fields.add(new Headers.Field("User-Agent", settings.userAgent()));
        fields.add(new Headers.Field("Accept", accept(request.wanted())));
        fields.add(new Headers.Field("Accept-Encoding", Codings.ACCEPTED));
        referrer(request, url).ifPresent(value -> fields.add(new Headers.Field("Referer", value)));
        cookie.ifPresent(value -> fields.add(new Headers.Field("Cookie", value)));
        request.validators()
                .etag()
                .filter(RequestFields::isClean)
                .ifPresent(value -> fields.add(new Headers.Field("If-None-Match", value)));
        request.validators()
                .lastModified()
                .filter(value -> url.equals(request.url().withoutFragment()) && isClean(value))
                .ifPresent(value -> fields.add(new Headers.Field("If-Modified-Since", value)));
        return new Headers(fields);
    }

    private static String accept(Request.Wanted wanted) {
        return switch (wanted) {
            case PAGE -> "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
            case IMAGE -> "image/avif,image/webp,image/png,image/jpeg,image/*;q=0.9,*/*;q=0.5";
            case ANY -> "*/*";
        };
    }

    /** All of it within an origin, the origin alone to others, nothing from https to http: as browsers do. */
    private static Optional<String> referrer(Request request, Url url) {
        return request.referrer()
                .filter(page -> page.isHttp()
                        && !(page.scheme().equals("https") && url.scheme().equals("http")))
                .map(page -> page.origin().equals(url.origin())
                        ? page.withoutFragment().toString()
                        : page.origin() + "/")
                .filter(text -> text.length() <= 4_096);
    }

    /** What a server gave goes back only where it cannot end the field and begin another. */
    private static boolean isClean(String value) {
        return value.length() <= 1_024 && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }
}
