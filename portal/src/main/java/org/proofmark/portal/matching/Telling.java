package org.proofmark.portal.matching;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.proofmark.portal.discovery.SiteFacts;
import org.proofmark.portal.platform.Money;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Matches in words. */
@Component
public class Telling {
    private final MessageSource texts;

    Telling(MessageSource texts) {
        this.texts = texts;
    }

    private String text(Locale language, String key, Object... values) {
        return texts.getMessage(key, values, language);
    }

    /** What was done to the work: {@code Cropped to 44 %, turned 2°, mirrored}. */
    public String changed(Finding found, Match.Copy copy, Locale language) {
        Seen seen = Seen.of(found, copy);
        List<String> parts = new ArrayList<>();
        add(parts, seen.cropped(), text(language, "changed.cropped", percent(seen.share(), language)));
        add(parts, seen.withinMore(), text(language, "changed.within", percent(seen.copyShare(), language)));
        add(parts, seen.turned(), text(language, "changed.turned", Math.round(Math.abs(seen.turn()))));
        add(parts, found.mirrored(), text(language, "changed.mirrored"));
        add(parts, found.inverted(), text(language, "changed.inverted"));
        add(parts, found.greyed(), text(language, "changed.greyed"));
        add(parts, found.recoloured(), text(language, "changed.recoloured"));
        add(parts, seen.stretched(), text(language, "changed.stretched"));
        add(parts, seen.slanted(), text(language, "changed.slanted"));
        add(parts, seen.smaller(), text(language, "changed.smaller", percent(seen.scale(), language)));
        add(parts, seen.larger(), text(language, "changed.larger", percent(seen.scale(), language)));
        return sentence(parts.isEmpty() ? text(language, "changed.not") : String.join(", ", parts));
    }

    private static void add(List<String> parts, boolean holds, String part) {
        if (holds) {
            parts.add(part);
        }
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Why it matched, in one sentence. */
    public String why(Finding found, Locale language) {
        return text(
                language,
                "why." + found.verdict(),
                found.inliers(),
                percent(found.agreement(), language),
                percent(found.share(), language));
    }

    /** {@code 44 %}, at least one where it is more than nothing. */
    public String percent(double share, Locale language) {
        double shown = share > 0 ? Math.max(0.01, share) : 0;
        return NumberFormat.getPercentInstance(language).format(shown);
    }

    /** An amount without its cents: it is a guess. */
    public String about(Money money, Locale language) {
        return money.about(language);
    }

    /** What the worth was reckoned from: what, and by how much. */
    public List<Map.Entry<String, String>> factors(Money worth, List<Worth.Factor> factors, Locale language) {
        List<Map.Entry<String, String>> told = new ArrayList<>();
        for (Worth.Factor factor : factors) {
            String value = factor.what().startsWith("basis.")
                    ? about(new Money(worth.currency(), Math.round(factor.times())), language)
                    : "× " + NumberFormat.getNumberInstance(language).format(factor.times());
            told.add(Map.entry(text(language, "worth." + factor.what()), value));
        }
        return told;
    }

    /** What kind of site, and what speaks for it. */
    public String kind(SiteFacts.Kind kind, Optional<String> country, Locale language) {
        String what = text(language, "kind." + kind);
        return country.map(code -> what + ", " + Locale.of("", code).getDisplayCountry(language))
                .orElse(what);
    }

    /** What changed since it was decided. */
    public String news(News news, Locale language) {
        return text(language, "news." + news);
    }

    /** Who or what decided; a person by name, where the account is not gone. */
    public String by(By by, Optional<String> name, Locale language) {
        return by == By.PERSON && name.isPresent() ? text(language, "by.name", name.get()) : text(language, "by." + by);
    }

    public String verdict(Verdict verdict, Locale language) {
        return text(language, "verdict." + verdict);
    }

    public String reason(Reason reason, Locale language) {
        return text(language, "reason." + reason);
    }

    public String tier(Tier tier, Locale language) {
        return text(language, "tier." + tier);
    }
}
