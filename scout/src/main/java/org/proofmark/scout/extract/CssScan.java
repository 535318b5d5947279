package org.proofmark.scout.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.proofmark.scout.extract.ImageReference.Way;

/**
 * Finds the addresses in CSS: a scan by the tokens of CSS Syntax Level 3 (comments, strings, escapes, {@code url()}),
 * knowing just enough of the grammar to tell pictures from fonts, cursors and imports. It never goes back, so that its time
 * grows with the length of the text.
 */
final class CssScan {
    private static final int DEEPEST = 256;
    private static final Set<String> PICTURE_FUNCTIONS =
            Set.of("image-set", "-webkit-image-set", "image", "cross-fade", "-webkit-cross-fade", "url", "src");
    private static final Set<String> NO_PICTURES =
            Set.of("cursor", "src", "behavior", "filter", "clip-path", "-moz-binding", "-ms-filter");
    private static final Set<String> NO_PICTURE_RULES = Set.of("font-face", "namespace", "document", "-moz-document");

    private final String css;
    private final List<String> pictures = new ArrayList<>();
    private final List<String> imports = new ArrayList<>();
    private final Deque<String> functions = new ArrayDeque<>();
    private final Deque<String> blocks = new ArrayDeque<>();
    private final List<Candidate> set = new ArrayList<>();
    private String rule = "";
    private String name = "";
    private String property = "";
    private boolean imported;
    private int at;

    private CssScan(String css) {
        this.css = css;
    }

    /**
     * Scans a style sheet or the declarations of a style attribute.
     *
     * @param most no more addresses than these of either kind
     */
    static CssScan of(String css, int most) {
        CssScan scan = new CssScan(css);
        while (scan.at < css.length() && scan.pictures.size() < most && scan.imports.size() < most) {
            scan.token();
        }
        scan.endSet();
        return scan;
    }

    /** Addresses of pictures as written, escapes resolved. */
    List<String> pictures() {
        return pictures;
    }

    /** Addresses of imported sheets as written, escapes resolved. */
    List<String> imports() {
        return imports;
    }

    private void token() {
        char c = css.charAt(at);
        if (c == '/' && at + 1 < css.length() && css.charAt(at + 1) == '*') {
            int end = css.indexOf("*/", at + 2);
            at = end < 0 ? css.length() : end + 2;
        } else if (c == '"' || c == '\'') {
            string(quoted());
        } else if (c == '@') {
            at++;
            rule = word().toLowerCase(Locale.ROOT);
            imported = false;
        } else if (isDigit(c)) {
            dimension();
        } else if (isNameStart(c)) {
            name();
        } else {
            at++;
            punctuation(c);
        }
    }

    private void punctuation(char c) {
        switch (c) {
            case '(' -> push(functions, "");
            case ')' -> closeFunction();
            case '{' -> {
                push(blocks, rule);
                endStatement();
            }
            case '}' -> {
                blocks.poll();
                endStatement();
            }
            case ';' -> endStatement();
            case ':' -> property = property.isEmpty() ? name : property;
            default -> {}
        }
    }

    private void endStatement() {
        endSet();
        functions.clear();
        rule = "";
        property = "";
        name = "";
    }

    private static void push(Deque<String> stack, String what) {
        if (stack.size() < DEEPEST) {
            stack.push(what);
        }
    }

    private void closeFunction() {
        if (isSet(functions.peek() == null ? "" : functions.peek())) {
            endSet();
        }
        functions.poll();
    }

    private static boolean isSet(String function) {
        return function.endsWith("image-set");
    }

    private void endSet() {
        Candidate.largest(set).forEach(candidate -> pictures.add(candidate.address()));
        set.clear();
    }

    private void name() {
        String word = word();
        if (at >= css.length() || css.charAt(at) != '(') {
            name = word.toLowerCase(Locale.ROOT);
            return;
        }
        at++;
        String function = word.toLowerCase(Locale.ROOT);
        skipSpace();
        boolean quoted = at < css.length() && (css.charAt(at) == '"' || css.charAt(at) == '\'');
        if (function.equals("url") && !quoted) {
            address(bareAddress());
        } else {
            push(functions, function);
        }
    }

    private void string(String text) {
        String function = functions.peek();
        if (function != null && PICTURE_FUNCTIONS.contains(function) || function == null && rule.equals("import")) {
            address(text);
        }
    }

    private void address(String address) {
        if (rule.equals("import")) {
            if (!imported) {
                imports.add(address);
            }
            imported = true;
        } else if (isPicture() && !address.isBlank() && !address.startsWith("#")) {
            if (functions.stream().anyMatch(CssScan::isSet)) {
                set.add(Candidate.of(address, Way.BACKGROUND));
            } else {
                pictures.add(address);
            }
        }
    }

    private boolean isPicture() {
        return !NO_PICTURES.contains(property)
                && !NO_PICTURE_RULES.contains(rule)
                && blocks.stream().noneMatch(NO_PICTURE_RULES::contains);
    }

    /** A resolution after a picture of an image-set; other numbers mean nothing here. */
    private void dimension() {
        int start = at;
        while (at < css.length() && (isDigit(css.charAt(at)) || css.charAt(at) == '.')) {
            at++;
        }
        String number = css.substring(start, Math.min(at, start + 9));
        String unit = at < css.length() && isNameStart(css.charAt(at)) ? word().toLowerCase(Locale.ROOT) : "";
        if (!set.isEmpty() && (unit.equals("x") || unit.startsWith("dp"))) {
            Candidate last = set.removeLast();
            set.add(new Candidate(last.address(), last.way(), value(number) * (unit.equals("dpi") ? 1 : 96)));
        }
    }

    private static double value(String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private String quoted() {
        char quote = css.charAt(at++);
        StringBuilder text = new StringBuilder();
        while (at < css.length()) {
            char c = css.charAt(at++);
            if (c == quote || c == '\n') {
                break;
            }
            if (c == '\\') {
                escape(text);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private String bareAddress() {
        StringBuilder text = new StringBuilder();
        while (at < css.length()) {
            char c = css.charAt(at++);
            if (c == ')') {
                break;
            }
            if (c == '\\') {
                escape(text);
            } else {
                text.append(c);
            }
        }
        return text.toString().strip();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < css.length() && (isNameStart(css.charAt(at)) || isDigit(css.charAt(at)))) {
            char c = css.charAt(at++);
            if (c == '\\') {
                escape(word);
            } else {
                word.append(c);
            }
        }
        return word.toString();
    }

    /** What follows a backslash: up to six hexadecimal digits and a space, a line end that does not count, or any character. */
    private void escape(StringBuilder text) {
        if (at >= css.length()) {
            return;
        }
        int start = at;
        while (at < css.length() && at < start + 6 && Character.digit(css.charAt(at), 16) >= 0) {
            at++;
        }
        if (at > start) {
            int code = Integer.parseInt(css.substring(start, at), 16);
            text.appendCodePoint(Character.isValidCodePoint(code) && code != 0 ? code : 0xFFFD);
            at += at < css.length() && Character.isWhitespace(css.charAt(at)) ? 1 : 0;
        } else if (css.charAt(at++) != '\n') {
            text.append(css.charAt(at - 1));
        }
    }

    private void skipSpace() {
        while (at < css.length() && Character.isWhitespace(css.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' || c == '\\' || c >= 0x80;
    }
}
