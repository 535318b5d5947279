package org.proofmark.scout.extract;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells whether a text that stands where many things may stand is the address of an image. */
final class Addresses {
    private static final Pattern WHOLE = Pattern.compile("[^\\s<>{}|^`\"'*\\\\$]+(?: [^\\s<>{}|^`\"'*\\\\$]+){0,12}");
    private static final Pattern ROOTED = Pattern.compile("(?:https?:)?//[^/]|/[^/]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ABSOLUTE = Pattern.compile("(?:https?:)?//[^/]", Pattern.CASE_INSENSITIVE);
    private static final Pattern PICTURE =
            Pattern.compile("image|img|photo|picture|thumb|poster|cover|hero|background|^bg|[-_]bg");
    private static final Pattern TEXT = Pattern.compile(
            "(?:^|[-_])(?:alt|title|name|filename|label|caption|description|desc|text|tooltip|id|key|slug|class|download)$");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{|\\}\\}|\\$\\{|<%|\\{%|\\[\\[");
    private static final Pattern WIDTH = Pattern.compile("(?:\\{|%7B)(?:width|w)(?:\\}|%7D)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z_]{1,20}\\}", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d{2,4}");
    private static final Pattern PAGE =
            Pattern.compile("[\\w)]\\.(?:s?html?|php\\d?|aspx?|jsp|cfm)(?:[?#]\\S*)?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDING = Pattern.compile("\\.([a-z0-9]{2,5})$");

    private static final int USUAL_WIDTH = 1_080;

    private Addresses() {}

    /** Whether a text could be one address, and nothing in it is still to be filled in. */
    static boolean isWhole(String text) {
        return text.length() <= 4_096 && WHOLE.matcher(text).matches();
    }

    /** Whether a script has yet to fill in what is written here. */
    static boolean isTemplate(String text) {
        return TEMPLATE.matcher(text).find();
    }

    /** Whether it begins at a host or at the root of one. */
    static boolean isRooted(String text) {
        return ROOTED.matcher(text).lookingAt();
    }

    static boolean isAbsolute(String text) {
        return ABSOLUTE.matcher(text).lookingAt();
    }

    /** Whether it ends like an image file's, or hands the name of one to an image server. */
    static boolean leadsToImage(String text) {
        return isNamedFile(text) || asksForImage(text);
    }

    /** Whether it ends like an image file's and has a name before the ending. */
    static boolean isNamedFile(String text) {
        if (!ImageFiles.named(text)) {
            return false;
        }
        String name = text.substring(0, text.lastIndexOf('.'));
        return !name.isEmpty() && Character.isLetterOrDigit(name.charAt(name.length() - 1))
                || name.endsWith(")")
                || name.endsWith("_")
                || name.endsWith("-");
    }

    /** Whether it ends like a page's file. */
    static boolean isPage(String text) {
        return isWhole(text) && PAGE.matcher(text).find();
    }

    /** {@code /_next/image?url=%2Fotter.jpg&w=1080} */
    private static boolean asksForImage(String text) {
        int question = text.indexOf('?');
        if (question < 0) {
            return false;
        }
        for (String parameter : Texts.cut(text.substring(question + 1), 4_096).split("[&;#]", -1)) {
            String value = parameter.substring(parameter.indexOf('=') + 1);
            if (value.length() > 4 && ImageFiles.named(Texts.unescaped(value))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name of an attribute or member says that a picture is meant. */
    static boolean saysPicture(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PICTURE.matcher(lower).find() && !saysText(lower);
    }

    /** Whether the name of an attribute says that a text is meant, though it may look like a file's name. */
    static boolean saysText(String name) {
        return TEXT.matcher(name).find();
    }

    /** Whether a path ends like a file's that is no image. */
    static boolean hasOtherEnding(String text) {
        String path = text.split("[?#]", 2)[0].toLowerCase(Locale.ROOT);
        int name = path.indexOf('/', path.indexOf("//") + 2);
        return name < 0
                || name == path.length() - 1
                || ENDING.matcher(path.substring(name)).find()
                        && !ImageFiles.named(path)
                        && !path.endsWith(".php")
                        && !path.endsWith(".ashx")
                        && !path.endsWith(".aspx");
    }

    /**
     * Fills in a width where a script would: {@code otter_{width}x.jpg}.
     *
     * @param widths those a script may choose from: {@code [180, 360, 720]}; may be empty
     */
    static String filled(String text, String widths) {
        if (text.indexOf('{') < 0 && text.indexOf("%7B") < 0) {
            return text;
        }
        int width = NUMBER.matcher(Texts.cut(widths, 1_000))
                .results()
                .mapToInt(found -> Integer.parseInt(found.group()))
                .filter(number -> number <= 2_048)
                .max()
                .orElse(USUAL_WIDTH);
        return PLACEHOLDER
                .matcher(WIDTH.matcher(text).replaceAll(String.valueOf(width)))
                .replaceAll("");
    }
}
