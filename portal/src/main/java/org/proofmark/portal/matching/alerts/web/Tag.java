package org.proofmark.portal.matching.alerts.web;

import org.proofmark.portal.platform.Refused;

/** Versions as HTTP has them: an {@code ETag} is a version in quotation marks (RFC 9110, 8.8.3). */
final class Tag {
    private Tag() {}

    static String of(int version) {
        return "\"" + version + "\"";
    }

    /** The version an {@code If-Match} names; proxies may have made it weak. */
    static int version(String tag) {
        try {
            return Integer.parseInt(tag.strip().replaceFirst("^W/", "").replace("\"", ""));
        } catch (NumberFormatException odd) {
            throw Refused.invalid("refused.ifMatch");
        }
    }
}
