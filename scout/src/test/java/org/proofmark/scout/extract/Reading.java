package org.proofmark.scout.extract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.proofmark.scout.extract.ImageReference.At;
import org.proofmark.scout.extract.ImageReference.Inline;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.fetch.Headers;
import org.proofmark.scout.url.Url;

/** Reads small documents as if they were found at {@code http://site.test/dir/page}. */
final class Reading {
    static final Url PAGE = Url.of("http://site.test/dir/page");
    static final String BASE = "http://site.test/dir/";

    /** A PNG of one pixel, and its data address. */
    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    static final String DATA = "data:image/png;base64," + PIXEL;

    private Reading() {}

    static Extract page(String html) {
        return document("text/html; charset=utf-8", html);
    }

    static Extract document(String type, String text) {
        return document(type, text.getBytes(StandardCharsets.UTF_8));
    }

    static Extract document(String type, byte[] body) {
        return new Documents(ExtractLimits.standard()).extract(PAGE, type(type), body);
    }

    static Headers type(String type) {
        return type.isEmpty() ? Headers.NONE : new Headers(List.of(new Headers.Field("Content-Type", type)));
    }

    /** {@code WAY address} of each image, relative to the page where possible; inline ones by length. */
    static List<String> shown(Extract extract) {
        return extract.images().stream()
                .map(image -> image.way() + " " + where(image))
                .toList();
    }

    static String where(ImageReference image) {
        return switch (image.source()) {
            case At at -> at.url().toString().replace(BASE, "");
            case Inline inline -> inline.bytes().length + " bytes";
        };
    }

    /** {@code KIND address} of each link, relative to the page where possible. */
    static List<String> leads(Extract extract) {
        return extract.links().stream()
                .map(link -> link.kind() + " " + link.url().toString().replace(BASE, ""))
                .toList();
    }

    static ImageReference only(Extract extract, Way way) {
        List<ImageReference> found =
                extract.images().stream().filter(image -> image.way() == way).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + way + ", found " + shown(extract));
        }
        return found.getFirst();
    }
}
