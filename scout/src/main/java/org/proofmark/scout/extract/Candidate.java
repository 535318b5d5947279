package org.proofmark.scout.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several addresses offered for one place on a page.
 *
 * @param address as written
 * @param width pixels, as far as told; 0 where nothing tells
 */
record Candidate(String address, ImageReference.Way way, double width) {
    /** What a picture without stated width is taken to have when only densities are told. */
    private static final double PLAIN_WIDTH = 300;

    private static final Pattern NAMED_WIDTH = Pattern.compile("(?<!\\d)(\\d{2,5})x\\d{2,5}(?!\\d)");
    private static final Pattern NAMED_NUMBER = Pattern.compile("(?<!\\d)(\\d{3,4})(?!\\d)");

    /**
     * The addresses of a srcset attribute, as the HTML standard parses it (srcset attributes, "parse a srcset attribute").
     *
     * @param plainWidth the element's declared width, for densities; 0 where none is
     */
    static List<Candidate> srcset(String text, ImageReference.Way way, double plainWidth, int most) {
        List<Candidate> found = new ArrayList<>();
        int at = 0;
        while (at < text.length() && found.size() < most) {
            while (at < text.length() && isSpaceOrComma(text.charAt(at))) {
                at++;
            }
            int start = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            String address = text.substring(start, at);
            int descriptors = at;
            if (!address.endsWith(",")) {
                at = endOfDescriptors(text, at);
            }
            String bare = withoutCommas(address);
            if (!bare.isEmpty()) {
                found.add(new Candidate(bare, way, width(text.substring(descriptors, at), plainWidth)));
            }
        }
        return found;
    }

    private static boolean isSpaceOrComma(char c) {
        return c == ',' || Character.isWhitespace(c);
    }

    private static String withoutCommas(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == ',') {
            end--;
        }
        return address.substring(0, end);
    }

    private static int endOfDescriptors(String text, int from) {
        boolean inside = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '(') {
                inside = true;
            } else if (c == ')') {
                inside = false;
            } else if (c == ',' && !inside) {
                return at;
            }
        }
        return text.length();
    }

    private static double width(String descriptors, double plainWidth) {
        double density = 1;
        for (String descriptor : Texts.cut(descriptors, 100).strip().split("\\s+", -1)) {
            String lower = descriptor.toLowerCase(Locale.ROOT);
            if (lower.endsWith("w")) {
                return number(lower);
            }
            if (lower.endsWith("x")) {
                density = number(lower);
            }
        }
        return density * (plainWidth > 0 ? plainWidth : PLAIN_WIDTH);
    }

    private static double number(String descriptor) {
        try {
            double number = Double.parseDouble(descriptor.substring(0, descriptor.length() - 1));
            return number >= 0 && number < 1e6 ? number : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** One whose width only its name may tell. */
    static Candidate of(String address, ImageReference.Way way) {
        return new Candidate(address, way, 0);
    }

    /**
     * Of addresses that differ only by size or form, the largest; of those that are really different, each. One of unknown
     * width is kept, for it may be the original.
     */
    static List<Candidate> largest(List<Candidate> offered) {
        Map<String, Candidate> best = new LinkedHashMap<>();
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : offered) {
            if (candidate.isInline() || candidate.knownWidth() == 0) {
                kept.add(candidate);
            } else {
                best.merge(ImageFiles.stem(candidate.address), candidate, Candidate::better);
            }
        }
        List<Candidate> all = new ArrayList<>(best.values());
        for (Candidate unknown : kept) {
            if (best.values().stream().noneMatch(other -> other.address.equals(unknown.address))) {
                all.add(unknown);
            }
        }
        return all;
    }

    private boolean isInline() {
        return address.regionMatches(true, 0, "data:", 0, 5);
    }

    private Candidate better(Candidate other) {
        double mine = knownWidth();
        double others = other.knownWidth();
        if (mine == others) {
            return isRareForm() && !other.isRareForm() ? other : this;
        }
        return mine > others ? this : other;
    }

    /** Forms that not every system can read. */
    private boolean isRareForm() {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.contains("avif") || lower.contains("jxl") || lower.contains("heic");
    }

    private double knownWidth() {
        if (width > 0 || address.length() > 2_048) {
            return width;
        }
        Matcher both = NAMED_WIDTH.matcher(address);
        if (both.find()) {
            return Double.parseDouble(both.group(1));
        }
        Matcher one = NAMED_NUMBER.matcher(address.substring(address.lastIndexOf('/') + 1));
        return one.find() ? Double.parseDouble(one.group(1)) : 0;
    }
}
