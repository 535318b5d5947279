package org.proofmark.scout.frontier;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.proofmark.scout.url.Url;

/**
 * Addresses of one picture at several sizes, as web sites name them: {@code photo-300x200.jpg} beside {@code photo.jpg}
 * (WordPress), {@code photo.jpg?w=300}, {@code photo@2x.jpg}, {@code 800x600/harbour.jpg} beside {@code 400x300/harbour.jpg},
 * {@code harbour-1234567_640.jpg} beside {@code harbour-1234567_1280.jpg}. One of a family is enough to know what the picture
 * shows. So nothing is a size that may be a number: neither {@code IMG_1280.jpg} nor {@code 800x600/1.jpg}.
 */
public final class Family {
    private static final Pattern SIZE = Pattern.compile("-\\d{2,5}x\\d{2,5}(?=\\.[A-Za-z]{3,4}$)");
    /** More pixels, not fewer. */
    private static final Pattern DENSITY = Pattern.compile("@[1-4](?:\\.\\d{1,2})?x(?=\\.[A-Za-z]{3,4}$)");

    /** After the number or name that is one picture's own. */
    private static final Pattern WIDTH = Pattern.compile(
            "(?<=-\\d{5,12}|/tumblr_[A-Za-z0-9]{12,40})_(?:100|150|180|250|340|400|500|540|640|960|960_720|1280|1920)"
                    + "(?=\\.[A-Za-z]{3,4}$)");

    /** Before a file whose name has letters enough to be one picture's own. */
    private static final Pattern FOLDER =
            Pattern.compile("/\\d{2,5}x\\d{2,5}(?=/(?=[^/]*[A-Za-z]{4}[^/]*\\.[A-Za-z]{3,4}$)[^/]+$)");

    private static final List<Pattern> SMALLER = List.of(SIZE, WIDTH, FOLDER);

    private static final Set<String> SIZES = Set.of(
            "w", "h", "width", "height", "size", "resize", "fit", "quality", "q", "dpr", "maxwidth", "maxheight");

    private Family() {}

    /** What all of a family have in common. */
    public static String of(Url url) {
        Url identity = url.identity();
        String path = DENSITY.matcher(identity.path()).replaceFirst("");
        for (Pattern size : SMALLER) {
            path = size.matcher(path).replaceFirst("");
        }
        String query = identity.query()
                .map(text -> Arrays.stream(text.split("&", -1))
                        .filter(parameter -> !isSize(parameter))
                        .collect(Collectors.joining("&")))
                .orElse("");
        return identity.origin() + path + (query.isEmpty() ? "" : "?" + query);
    }

    /** Whether an address names a size: the others of its family are likely to be larger. */
    public static boolean namesSize(Url url) {
        return SMALLER.stream().anyMatch(size -> size.matcher(url.path()).find())
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
