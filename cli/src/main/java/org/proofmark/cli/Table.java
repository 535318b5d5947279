package org.proofmark.cli;

import java.util.Locale;

/** Lines of a word and what it stands for, for reading. */
final class Table {
    private Table() {}

    /** Words and values in turn, the values below each other. */
    static String of(String... wordsAndValues) {
        int widest = 0;
        for (int i = 0; i < wordsAndValues.length; i += 2) {
            widest = Math.max(widest, wordsAndValues[i].length());
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < wordsAndValues.length; i += 2) {
            String word = wordsAndValues[i];
            lines.append(i == 0 ? "" : System.lineSeparator())
                    .append(word)
                    .append(" ".repeat(widest - word.length() + 2))
                    .append(Notices.printable(wordsAndValues[i + 1]));
        }
        return lines.toString();
    }

    /** A number and what it counts, such as "1 photo", "12 photos". */
    static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    /** Bytes as people read them: {@code 1.2 GB}. */
    static String bytes(long bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB"};
        int unit = 0;
        double shown = bytes;
        while (shown >= 1_000 && unit < units.length - 1) {
            shown /= 1_000;
            unit++;
        }
        return number(shown, unit == 0 || shown >= 100 ? 0 : 1) + " " + units[unit];
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String percent(double share) {
        return number(100 * share, 0) + " %";
    }
}
