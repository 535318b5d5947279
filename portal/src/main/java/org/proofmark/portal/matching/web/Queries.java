package org.proofmark.portal.matching.web;

import java.util.HashMap;
import java.util.Map;
import org.proofmark.portal.matching.Asked;
import org.springframework.web.util.UriComponentsBuilder;

/** Queries that come back from a form: read and written anew, so that nothing else gets into an address. */
final class Queries {
    private Queries() {}

    static Map<String, String> read(String query) {
        Map<String, String> values = new HashMap<>();
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .toSingleValueMap()
                .forEach((name, value) -> {
                    if (value != null) {
                        values.put(name, java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8));
                    }
                });
        return values;
    }

    static Asked asked(String query) {
        return Asked.of(read(query));
    }
}
