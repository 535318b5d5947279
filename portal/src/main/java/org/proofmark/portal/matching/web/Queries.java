package org.proofmark.portal.matching.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.platform.Refused;

/** Queries that come back from a form: read and written anew, so that nothing else gets into an address. */
final class Queries {
    private Queries() {}

    static Map<String, String> read(String query) {
        Map<String, String> values = new HashMap<>();
        for (String part : query.split("&", -1)) {
            int at = part.indexOf('=');
            if (at > 0) {
                values.put(decoded(part.substring(0, at)), decoded(part.substring(at + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid("refused.value", "back");
        }
    }

    static Asked asked(String query) {
        return Asked.of(read(query));
    }
}
