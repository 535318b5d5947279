package org.proofmark.scout.extract;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.scout.extract.ImageReference.Way;
import org.proofmark.scout.url.Url;

/**
 * Finds the addresses of images in what scripts keep: the state of an application as JSON, objects, the arguments of calls.
 * Nothing is run and no grammar is known: whatever stands between two quotation marks is looked at, and what stands so within
 * it. The mark that ends one string may begin the next: so one that is none, in a comment or a regular expression, hides
 * nothing.
 */
final class ScriptTexts {
    private static final int DEEPEST = 4;

    /** Relative addresses may be relative to something else than the page: few are tried. */
    private static final int MOST_GUESSED = 60;

    private static final Pattern WORTH_READING = Pattern.compile(
            "\\.(?:jpe?g|jfif|png|gif|webp|avif|hei[cf]|jxl|bmp|tiff?|svg)|(?:image|img|photo|picture|thumb|poster|cover)|<img|url\\(|location|window\\.open|\\.(?:s?html?|php|aspx?|jsp)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY = Pattern.compile("([\\w$-]{1,60})[\"'\\\\]{0,4}\\s{0,20}:\\s{0,20}$");
    private static final Pattern WIDTHS = Pattern.compile("\\S\\s+\\d{1,5}(?:\\.\\d+)?[wx]\\s*(?:,|$)");
    private static final Pattern LEAVING = Pattern.compile(
            "(?:\\blocation(?:\\.href)?\\s*=|\\blocation\\.(?:assign|replace)\\(|\\bwindow\\.open\\()\\s*$");

    private final Findings findings;
    private final Url base;
    private final Way way;
    private final Facts facts;
    private final int nesting;
    private int guessed;

    ScriptTexts(Findings findings, Url base, Way way, Facts facts, int nesting) {
        this.findings = findings;
        this.base = base;
        this.way = way;
        this.facts = facts;
        this.nesting = nesting;
    }

    /** Whether a text could hold any. */
    static boolean isWorthReading(String text) {
        return WORTH_READING.matcher(text).find();
    }

    void read(String text) {
        if (isWorthReading(text)) {
            read(text, 0);
        }
    }

    private void read(String text, int depth) {
        int at = 0;
        while (at < text.length() && !findings.isFull()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (c == '"' || c == '\'' || c == '`') {
                end = end(text, at);
                string(text.substring(Math.max(0, at - 90), at), unescaped(text, at + 1, end), depth);
            }
            at = end;
        }
    }

    /** Where a string ends: at its mark, or with the line. */
    private static int end(String text, int from) {
        char mark = text.charAt(from);
        for (int at = from + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == mark || c == '\n' && mark != '`') {
                return at;
            }
            at += c == '\\' ? 1 : 0;
        }
        return text.length();
    }

    private static String unescaped(String text, int from, int to) {
        int end = Math.min(to, text.length());
        StringBuilder plain = new StringBuilder(Math.max(0, end - from));
        int at = from;
        while (at < end) {
            char c = text.charAt(at++);
            if (c != '\\' || at >= end) {
                plain.append(c);
                continue;
            }
            char escaped = text.charAt(at++);
            int digits = escaped == 'u' ? 4 : escaped == 'x' ? 2 : 0;
            if (digits > 0 && at + digits <= end && isHex(text, at, at + digits)) {
                plain.append((char) Integer.parseInt(text, at, at + digits, 16));
                at += digits;
            } else {
                plain.append("nrtbf".indexOf(escaped) >= 0 ? ' ' : escaped);
            }
        }
        return plain.toString();
    }

    private static boolean isHex(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (Character.digit(text.charAt(at), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private void string(String before, String raw, int depth) {
        String text = raw.strip();
        if (text.length() < 5) {
            return;
        }
        if (DataAddress.is(text)) {
            if (text.regionMatches(true, 0, "data:image/", 0, 11)) {
                findings.image(base, text, way, facts);
            }
        } else if (text.indexOf('<') >= 0 && isMarkup(text)) {
            PageReader.readInner(findings, text, base, nesting + 1);
        } else if (text.contains("url(")) {
            CssScan.of(text, findings.limits().images())
                    .pictures()
                    .forEach(one -> findings.image(base, one, way, facts));
        } else if (WIDTHS.matcher(Texts.cut(text, 4_000)).find()) {
            List<Candidate> offered = Candidate.srcset(text, way, 0, 100);
            offered.removeIf(one -> !Addresses.isWhole(one.address()));
            Candidate.largest(offered).forEach(one -> findings.image(base, one.address(), way, facts));
        } else if (LEAVING.matcher(before).find() || isCalled() && Addresses.isPage(text)) {
            left(text);
        } else if (isImage(before, text)) {
            findings.image(base, text, way, facts);
        } else if (depth < DEEPEST && (text.indexOf('"') >= 0 || text.indexOf('\'') >= 0) && isWorthReading(text)) {
            read(text, depth + 1);
        }
    }

    /** Whether it is read from what a link or an element does when touched, and not from what an application knows. */
    private boolean isCalled() {
        return way == Way.LINKED_FILE || way == Way.LAZY;
    }

    private static boolean isMarkup(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("<img") || lower.contains("<source") || lower.contains("<image");
    }

    /** Where a script leads the visitor. */
    private void left(String address) {
        if (ImageFiles.named(address)) {
            findings.image(base, address, way, facts);
        } else if (Addresses.isWhole(address)) {
            findings.link(base, address, Link.Kind.PAGE);
        }
    }

    private boolean isImage(String before, String text) {
        if (!Addresses.isWhole(text)) {
            return false;
        }
        if (Addresses.isRooted(text)) {
            return Addresses.leadsToImage(text) || Addresses.isAbsolute(text) && isForPicture(before, text);
        }
        return Addresses.isNamedFile(text) && guessed++ < MOST_GUESSED;
    }

    private static boolean isForPicture(String before, String text) {
        Matcher key = KEY.matcher(before);
        return key.find() && Addresses.saysPicture(key.group(1)) && !Addresses.hasOtherEnding(text);
    }
}
