package org.proofmark.scout.robots;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One expectation of the compliance tests.
 *
 * @param robots the robots.txt as bytes, one character each
 */
record Expectation(String file, String robots, String url, String agent, boolean allowed) {
    private static final Pattern FIELD = Pattern.compile(
            "(robotstxt|testurl|useragent|expected_outcome):\\s*(\\w+|(?:\"(?:\\\\.|[^\"\\\\]++)*+\"\\s*)++)");
    private static final Pattern STRING = Pattern.compile("\"((?:\\\\.|[^\"\\\\]++)*+)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)");

    static List<Expectation> all() throws IOException {
        List<Expectation> all = new ArrayList<>();
        for (String file : text("files.txt").lines().toList()) {
            addAll(all, file);
        }
        return all;
    }

    private static String text(String file) throws IOException {
        try (InputStream in = Expectation.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void addAll(List<Expectation> all, String file) throws IOException {
        String robots = "";
        String url = "";
        String agent = "";
        for (Matcher field = FIELD.matcher(text(file)); field.find(); ) {
            switch (field.group(1)) {
                case "robotstxt" -> robots = unquoted(field.group(2));
                case "testurl" -> url = unquoted(field.group(2));
                case "useragent" -> agent = unquoted(field.group(2));
                default ->
                    all.add(new Expectation(
                            file, robots, url, agent, field.group(2).equals("ALLOWED")));
            }
        }
    }

    private static String unquoted(String quoted) {
        StringBuilder text = new StringBuilder();
        for (Matcher part = STRING.matcher(quoted); part.find(); ) {
            text.append(ESCAPE.matcher(part.group(1))
                    .replaceAll(escape -> Matcher.quoteReplacement(meant(escape.group(1)))));
        }
        return text.toString();
    }

    private static String meant(String escape) {
        return switch (escape.charAt(0)) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'x' -> Character.toString(Integer.parseInt(escape.substring(1), 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> Character.toString(Integer.parseInt(escape, 8));
            default -> escape;
        };
    }

    byte[] bytes() {
        return robots.getBytes(StandardCharsets.ISO_8859_1);
    }
}
