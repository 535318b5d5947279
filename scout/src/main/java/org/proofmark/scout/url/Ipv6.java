package org.proofmark.scout.url;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** IPv6 addresses as a browser reads and writes them (url.spec.whatwg.org, 3.5; RFC 5952). */
final class Ipv6 {
    private static final int PIECES = 8;

    private Ipv6() {}

    /** The shortest spelling, without brackets; empty where it is no address. */
    static Optional<String> parse(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return pieces(text).filter(pieces -> pieces.size() == PIECES).map(Ipv6::write);
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        if (head.contains(".")) {
            return Optional.empty();
        }
        return pieces(head)
                .flatMap(before -> pieces(tail).flatMap(after -> filled(before, after)))
                .map(Ipv6::write);
    }

    /** A gap stands for one piece at least. */
    private static Optional<List<Integer>> filled(List<Integer> before, List<Integer> after) {
        if (before.size() + after.size() >= PIECES) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(before);
        while (all.size() + after.size() < PIECES) {
            all.add(0);
        }
        all.addAll(after);
        return Optional.of(all);
    }

    private static Optional<List<Integer>> pieces(String text) {
        List<Integer> pieces = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(pieces);
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].contains(".")) {
                if (!addDotted(pieces, parts[i])) {
                    return Optional.empty();
                }
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                pieces.add(Integer.parseInt(parts[i], 16));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(pieces);
    }

    /** The last four bytes may be written as IPv4, in plain decimal only. */
    private static boolean addDotted(List<Integer> pieces, String dotted) {
        if (!dotted.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}")) {
            return false;
        }
        int[] bytes =
                Arrays.stream(dotted.split("\\.")).mapToInt(Integer::parseInt).toArray();
        if (Arrays.stream(bytes).anyMatch(b -> b > 255)) {
            return false;
        }
        pieces.add(bytes[0] << 8 | bytes[1]);
        pieces.add(bytes[2] << 8 | bytes[3]);
        return true;
    }

    private static String write(List<Integer> pieces) {
        int[] gap = longestGap(pieces);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PIECES; i++) {
            if (gap[1] > 1 && i == gap[0]) {
                text.append(i == 0 ? "::" : ":");
                i += gap[1] - 1;
                continue;
            }
            text.append(Integer.toHexString(pieces.get(i)));
            if (i < PIECES - 1) {
                text.append(':');
            }
        }
        return text.toString();
    }

    /** Where the first longest run of zeros begins, and how long it is. */
    private static int[] longestGap(List<Integer> pieces) {
        int[] longest = {-1, 0};
        int run = 0;
        for (int i = 0; i < PIECES; i++) {
            run = pieces.get(i) == 0 ? run + 1 : 0;
            if (run > longest[1]) {
                longest = new int[] {i - run + 1, run};
            }
        }
        return longest;
    }
}
