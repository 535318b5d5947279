package org.proofmark.portal.matching.alerts;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.platform.Refused;

/** Queries of addresses, as saved views and feeds keep them. */
public final class Queries {
    private static final int LONGEST = 4_000;

    private Queries() {}

    /** What a query asks; with or without the question mark. */
    public static Asked asked(String query) {
        if (query.length() > LONGEST) {
            throw Refused.invalid("refused.query");
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : query.replaceFirst("^\\?", "").split("&", -1)) {
            int at = part.indexOf('=');
            if (at > 0) {
                parts.put(decoded(part.substring(0, at)), decoded(part.substring(at + 1)));
            }
        }
        return Asked.of(parts);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid("refused.query");
        }
    }
}
