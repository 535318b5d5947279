package org.proofmark.scout.extract;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses that look as if they led to an image file. */
final class ImageFiles {
    private static final Pattern NAME = Pattern.compile(
            "\\.(?:jpe?g?|jfif|pjpeg|png|apng|gif|webp|avif|hei[cf]|jxl|bmp|tiff?|svg|psd)(?:[!:@_][\\w-]{1,40})?$",
            Pattern.CASE_INSENSITIVE);

    /** Parameters of image servers that choose a size or form of one picture. */
    private static final Set<String> SIZING = Set.of(
            "w", "h", "width", "height", "size", "s", "sw", "sh", "q", "quality", "dpr", "fit", "resize", "crop", "fm",
            "format", "auto", "scale", "strip", "ssl", "mw", "mh", "imwidth", "wid", "hei", "rect", "zoom", "itok");

    private static final Pattern SIZES = Pattern.compile("\\d{2,5}x\\d{2,5}|@\\dx|(?<!\\d)\\d{3,4}(?!\\d)");
    private static final Pattern WORDS = Pattern.compile(
            "[-_.]?(?<![a-z])(?:thumb(?:nail)?|small|medium|large|full|scaled|preview|lowres|hires|lqip|blur|xs|sm|md|lg|xl|w|h|px)(?![a-z])");
    private static final Pattern MARKS = Pattern.compile("[-_.,/]+");
    private static final Pattern ENDING = Pattern.compile("\\.[a-z0-9]{2,5}$");

    private ImageFiles() {}

    /** Whether the path ends like an image file's. */
    static boolean named(String address) {
        String path = path(address);
        return path.length() < 2_048 && NAME.matcher(path).find();
    }

    /** Whether the path ends like an SVG file's. */
    static boolean namedSvg(String address) {
        return path(address).toLowerCase(Locale.ROOT).endsWith(".svg");
    }

    private static String path(String address) {
        int end = address.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = address.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return address.substring(0, end).strip();
    }

    /**
     * What is left of an address without what usually tells the sizes and forms of one picture apart: two that leave the
     * same are taken for the same picture. Short numbers stay, for they usually count pictures.
     */
    static String stem(String address) {
        String path = path(address).toLowerCase(Locale.ROOT);
        String bare = ENDING.matcher(path).replaceFirst("");
        bare = WORDS.matcher(SIZES.matcher(bare).replaceAll("")).replaceAll("");
        return MARKS.matcher(bare).replaceAll("/") + query(address);
    }

    private static String query(String address) {
        int question = address.indexOf('?');
        if (question < 0) {
            return "";
        }
        StringBuilder kept = new StringBuilder("?");
        for (String parameter : address.substring(question + 1).split("[&;#]", -1)) {
            if (!SIZING.contains(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT))) {
                kept.append(parameter).append('&');
            }
        }
        return kept.length() == 1 ? "" : kept.toString();
    }
}
