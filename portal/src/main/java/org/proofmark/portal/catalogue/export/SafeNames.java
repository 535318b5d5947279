package org.proofmark.portal.catalogue.export;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of files that every system can unpack, each once: none that leaves its folder, that a system forbids, or that differs
 * from another by case alone.
 */
final class SafeNames {
    private static final int LONGEST = 150;
    private static final int LONGEST_ENDING = 12;

    /** Names Windows keeps for devices, with any ending. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private final Map<String, Integer> given = new HashMap<>();

    /** A name like this one that was not given before. */
    String name(String wished) {
        String safe = safe(wished);
        int times = given.merge(safe.toLowerCase(Locale.ROOT), 1, Integer::sum);
        if (times == 1) {
            return safe;
        }
        int dot = ending(safe);
        String numbered = safe.substring(0, dot) + " (" + times + ")" + safe.substring(dot);
        return given.containsKey(numbered.toLowerCase(Locale.ROOT)) ? name(numbered) : taken(numbered);
    }

    private String taken(String name) {
        given.put(name.toLowerCase(Locale.ROOT), 1);
        return name;
    }

    private static String safe(String wished) {
        String plain = wished.codePoints()
                .map(c -> "\\/:*?\"<>|".indexOf(c) >= 0 ? '_' : c)
                .filter(SafeNames::hasPlace)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        String shorter = cut(plain).replaceFirst("[. ]+$", "").replaceFirst("^\\.+", "_");
        String named = shorter.isEmpty() ? "unnamed" : shorter;
        return DEVICE.matcher(named).matches() ? "_" + named : named;
    }

    private static boolean hasPlace(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String cut(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        String ending = name.substring(ending(name));
        int end = LONGEST - ending.length();
        return name.substring(0, Character.isLowSurrogate(name.charAt(end)) ? end - 1 : end) + ending;
    }

    private static int ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= LONGEST_ENDING ? dot : name.length();
    }
}
