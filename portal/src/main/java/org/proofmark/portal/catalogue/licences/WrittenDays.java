package org.proofmark.portal.catalogue.licences;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.portal.platform.Refused;

/**
 * How the days of one file are written. {@code 2026-04-30} and {@code 30.04.2026} say themselves which number is the month;
 * {@code 03/04/2026} does not, and is read as the other days of the file are; where none of them tells, it is refused, for a
 * guess could make a licence end in the wrong month.
 *
 * @param dayFirst days with strokes of which the first number is above 12 were found
 * @param monthFirst days with strokes of which the second number is above 12 were found
 */
record WrittenDays(boolean dayFirst, boolean monthFirst) {
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
    private static final Pattern POINTS = Pattern.compile("(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4}|\\d{2})");
    private static final Pattern STROKES = Pattern.compile("(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4}|\\d{2})");
    private static final Pattern MIDNIGHT = Pattern.compile("[ T]0?0:00(:00(\\.0+)?)?$");

    /** How these days are written. */
    static WrittenDays of(Collection<String> written) {
        boolean day = false;
        boolean month = false;
        for (String text : written) {
            Matcher strokes = STROKES.matcher(bare(text));
            if (strokes.matches()) {
                day |= number(strokes, 1) > 12;
                month |= number(strokes, 2) > 12;
            }
        }
        return new WrittenDays(day, month);
    }

    /**
     * Reads a day.
     *
     * @throws Refused if it is none, or may be one of two
     */
    LocalDate read(String text) {
        String bare = bare(text);
        Matcher yearFirst = YEAR_FIRST.matcher(bare);
        if (yearFirst.matches()) {
            return day(text, number(yearFirst, 1), number(yearFirst, 2), number(yearFirst, 3));
        }
        Matcher points = POINTS.matcher(bare);
        if (points.matches()) {
            return day(text, year(points), number(points, 2), number(points, 1));
        }
        Matcher strokes = STROKES.matcher(bare);
        if (!strokes.matches()) {
            throw Refused.invalid("refused.day", text);
        }
        return strokes(text, strokes);
    }

    private LocalDate strokes(String text, Matcher strokes) {
        int first = number(strokes, 1);
        int second = number(strokes, 2);
        if (first != second && first <= 12 && second <= 12 && dayFirst == monthFirst) {
            throw Refused.invalid("refused.dayOfTwo", text);
        }
        boolean day = first > 12 || second <= 12 && dayFirst;
        return day(text, year(strokes), day ? second : first, day ? first : second);
    }

    private static String bare(String text) {
        return MIDNIGHT.matcher(text.strip()).replaceFirst("");
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    /** Two digits are a year from 1970 to 2069. */
    private static int year(Matcher parts) {
        int year = number(parts, 3);
        return parts.group(3).length() > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
    }

    private static LocalDate day(String text, int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException none) {
            throw Refused.invalid("refused.day", text);
        }
    }
}
