package org.proofmark.scout.robots;

import com.google.common.base.CharMatcher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.scout.url.Url;

/**
 * A robots.txt as one robot reads it: the rules of all groups that name it, or, where none does, of those for everyone
 * (RFC 9309). Mistakes that are common on the web are read as they were meant, as Google's parser does.
 */
final class RobotsFile {
    private static final int MAX_LINE = 16_384;
    private static final Pattern LINE = Pattern.compile("[^\\r\\n]+");
    private static final CharMatcher BLANK = CharMatcher.anyOf(" \t\f\u000b");
    private static final CharMatcher ENDS_NAME = BLANK.or(CharMatcher.is(':'));
    private static final Pattern NAME = Pattern.compile("^[A-Za-z_-]+");
    private static final Pattern INDEX_PAGE = Pattern.compile("(.*/)index\\.htm[^/]*", Pattern.DOTALL);

    /** The lines of one kind of group. */
    private static final class Group {
        private final List<Rule> rules = new ArrayList<>();
        private Optional<Duration> delay = Optional.empty();
    }

    private final String product;
    private final RobotsSettings settings;
    private final Group own = new Group();
    private final Group everyones = new Group();
    private final List<String> sitemaps = new ArrayList<>();
    private boolean named;
    private boolean forUs;
    private boolean forEveryone;
    private boolean rulesBegun;

    private RobotsFile(String product, RobotsSettings settings) {
        this.product = product;
        this.settings = settings;
    }

    /** Reads a file for a robot; whatever the bytes. */
    static RobotsFile parse(byte[] bytes, String product, RobotsSettings settings) {
        RobotsFile file = new RobotsFile(product, settings);
        String text = new String(bytes, 0, Math.min(bytes.length, settings.readBytes()), StandardCharsets.ISO_8859_1);
        LINE.matcher(text.replaceFirst("^\u00ef?\u00bb?\u00bf?", ""))
                .results()
                .forEach(line -> file.line(line.group()));
        Comparator<Rule> heaviest = Comparator.comparingInt(Rule::weight).reversed();
        file.own.rules.sort(heaviest.thenComparing(rule -> !rule.allows()));
        file.everyones.rules.sort(heaviest.thenComparing(rule -> !rule.allows()));
        return file;
    }

    /** A name and a value with a colon between them, or, where the value is one word, a blank. */
    private void line(String line) {
        String cut = line.substring(0, Math.min(line.length(), MAX_LINE));
        String content = BLANK.trimFrom(cut.indexOf('#') < 0 ? cut : cut.substring(0, cut.indexOf('#')));
        int end = ENDS_NAME.indexIn(content);
        if (end <= 0) {
            return;
        }
        end += content.regionMatches(true, end, " agent", 0, 6) ? 6 : 0;
        String rest = BLANK.trimLeadingFrom(content.substring(end));
        if (rest.startsWith(":")) {
            field(content.substring(0, end), BLANK.trimFrom(rest.substring(1)));
        } else if (rest.length() < content.length() - end && BLANK.matchesNoneOf(rest)) {
            field(content.substring(0, end), rest);
        }
    }

    private void field(String name, String value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "user-agent", "useragent", "user agent" -> agent(value);
            case "allow" -> allow(value);
            case "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw" -> rule(false, value);
            case "crawl-delay", "crawldelay" -> delay(value);
            case "sitemap", "site-map" -> sitemap(value);
            default -> {}
        }
    }

    /** A name after rules begins a new group; several names one after another share one. */
    private void agent(String value) {
        if (rulesBegun) {
            forUs = false;
            forEveryone = false;
            rulesBegun = false;
        }
        if (value.equals("*") || value.startsWith("* ") || value.startsWith("*\t")) {
            forEveryone = true;
            return;
        }
        Matcher name = NAME.matcher(value);
        if (name.find() && name.group().equalsIgnoreCase(product)) {
            forUs = true;
            named = true;
        }
    }

    /** Who allows an index page means the folder too. */
    private void allow(String value) {
        rule(true, value);
        Matcher index = INDEX_PAGE.matcher(value);
        if (index.matches()) {
            rule(true, index.group(1) + "$");
        }
    }

    private void rule(boolean allows, String value) {
        rulesBegun = true;
        if (value.isEmpty()) {
            return;
        }
        Rule rule = Rule.of(allows, value);
        if (forUs) {
            own.rules.add(rule);
        }
        if (forEveryone) {
            everyones.rules.add(rule);
        }
    }

    private void delay(String value) {
        if (!value.matches("[0-9]{0,6}(\\.[0-9]{1,9})?") || value.isEmpty()) {
            return;
        }
        Duration asked = Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
        Optional<Duration> delay =
                Optional.of(asked.compareTo(settings.maxCrawlDelay()) < 0 ? asked : settings.maxCrawlDelay());
        if (forUs) {
            own.delay = delay;
        }
        if (forEveryone) {
            everyones.delay = delay;
        }
    }

    private void sitemap(String value) {
        if (sitemaps.size() < settings.maxSitemaps()) {
            sitemaps.add(new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
    }

    private Group group() {
        return named ? own : everyones;
    }

    /** The rule that forbids a path with query; empty where none does. The longest that matches decides; of two, the kinder. */
    Optional<Rule> forbids(String target) {
        String strict = Rule.normal(target, true);
        String plain = Rule.normal(target, false);
        return group().rules.stream()
                .filter(rule -> rule.holds(rule.allows() ? plain : strict))
                .findFirst()
                .filter(rule -> !rule.allows());
    }

    Optional<Duration> crawlDelay() {
        return group().delay;
    }

    /** Where sitemaps are; references are resolved against the file's address. */
    List<Url> sitemaps(Url file) {
        return sitemaps.stream()
                .flatMap(text -> file.resolve(text).stream())
                .filter(Url::isHttp)
                .distinct()
                .toList();
    }
}
