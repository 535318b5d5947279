package org.proofmark.scout.frontier;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.proofmark.scout.url.Url;

/**
 * Addresses of one picture at several sizes, as web sites name them: {@code photo-300x200.jpg} beside {@code photo.jpg}
 * (WordPress), {@code photo.jpg?w=300}. One of a family is enough to know what the picture shows.
 */
public final class Family {
    private static final Pattern SIZE = Pattern.compile("-\\d{2,5}x\\d{2,5}(?=\\.[A-Za-z]{3,4}$)");
    private static final Set<String> SIZES = Set.of(
            "w", "h", "width", "height", "size", "resize", "fit", "quality", "q", "dpr", "maxwidth", "maxheight");

    private Family() {}

    /** What all of a family have in common. */
    public static String of(Url url) {
        Url identity = url.identity();
        String path = SIZE.matcher(identity.path()).replaceFirst("");
        String query = identity.query()
                .map(text -> Arrays.stream(text.split("&", -1))
                        .filter(parameter -> !isSize(parameter))
                        .collect(Collectors.joining("&")))
                .orElse("");
        return identity.origin() + path + (query.isEmpty() ? "" : "?" + query);
    }

    /** Whether an address names a size: the others of its family are likely to be larger. */
    public static boolean namesSize(Url url) {
        return SIZE.matcher(url.path()).find()
                || url.query()
                        .filter(text -> Arrays.stream(text.split("&", -1)).anyMatch(Family::isSize))
                        .isPresent();
    }

    private static boolean isSize(String parameter) {
        int equals = parameter.indexOf('=');
        return equals > 0
                && SIZES.contains(parameter.substring(0, equals).toLowerCase(Locale.ROOT))
                && parameter.length() > equals + 1
                && Character.isDigit(parameter.charAt(equals + 1));
    }
}
