package org.proofmark.portal.catalogue.sites;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.portal.catalogue.Stated;
import org.proofmark.scout.frontier.Family;
import org.proofmark.scout.url.Url;

/**
 * A picture as a document of the site names it.
 *
 * @param instead where it is in a smaller size, for when the large one is gone
 * @param page whose picture it is
 */
record Naming(Url address, Optional<Url> instead, Optional<Url> page, Stated stated) {
    /** An address that names no size may be the original. */
    private static final int ORIGINAL = 1_000_000;

    private static final Pattern SIZE = Pattern.compile("(?:-|[?&](?:w|width|maxwidth|size|resize|fit)=)(\\d{2,5})");

    /** Equal for all sizes of one picture. */
    String family() {
        return Family.of(address);
    }

    /** The more pixels it promises, the larger. */
    int promise() {
        if (!Family.namesSize(address)) {
            return ORIGINAL;
        }
        Matcher size = SIZE.matcher(address.toString());
        int largest = 0;
        while (size.find()) {
            largest = Math.max(largest, Integer.parseInt(size.group(1)));
        }
        return largest;
    }

    /** What a file from an address is called. */
    static String file(Url address) {
        String last = address.path().substring(address.path().lastIndexOf('/') + 1);
        String name;
        try {
            name = URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            name = last;
        }
        return name.isBlank() ? address.host() : name;
    }
}
