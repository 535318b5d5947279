package org.proofmark.portal.catalogue.sites;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.portal.catalogue.Stated;
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

    /** How sites name the width of a smaller size: {@code lake-300x200.jpg} beside {@code lake.jpg}, {@code lake.jpg?w=300}. */
    private static final Pattern SIZE = Pattern.compile("-(?<file>\\d{2,5})x\\d{2,5}(?=\\.\\w{3,4}(?:$|\\?))"
            + "|(?<=[?&])(?:w|h|width|height|size|resize|fit|maxwidth|maxheight)=(?<query>\\d{2,5})[^&]*&?");

    /** Equal for all sizes of one picture. */
    String family() {
        return SIZE.matcher(address.identity().toString()).replaceAll("").replaceFirst("[?&]$", "");
    }

    /** The more pixels it promises, the larger. */
    int promise() {
        Matcher size = SIZE.matcher(address.toString());
        int largest = size.find() ? 0 : ORIGINAL;
        size.reset();
        while (size.find()) {
            String told = size.group("file") == null ? size.group("query") : size.group("file");
            largest = Math.max(largest, Integer.parseInt(told));
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
