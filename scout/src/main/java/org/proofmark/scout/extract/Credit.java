package org.proofmark.scout.extract;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a caption who is named as the photo's creator, in some languages' usual forms. */
final class Credit {
    private static final String END = "([^\\n|•]{2,120}?)(?:\\s*[)\\]|•]|\\.\\s|\\.?$)";
    private static final List<Pattern> FORMS = List.of(
            form(
                    "(?:photo(?:graph(?:y|er)?)?|picture|image|foto(?:graf(?:ie|in|o|a)?)?|fotos|bild(?:quelle|nachweis)?|photographie|"
                            + "cr[ée]dits?(?:\\s+photos?)?|cr[ée]dito|credits?|imagen|imagem|zdj[ęe]cie|kuva|снимка|фото)"
                            + "(?:\\s+(?:credits?|courtesy(?:\\s+of)?|source))?\\s*(?:[:©]|\\(c\\)|\\s-\\s)+\\s*"),
            form("(?:photo(?:graph(?:y|ed)?)?|picture|image)\\s+(?:courtesy\\s+of|courtesy|by|from)\\s+"),
            form("(?:foto|fotografie|bild|fotos)\\s+(?:von|di|de|door|van|av|af)\\s+"),
            form("(?:courtesy\\s+of)\\s+"),
            form("(?:©|\\(c\\)|copyright(?:\\s+©)?)\\s*(?:\\d{4}(?:\\s*[-–]\\s*\\d{4})?\\s*,?)?\\s*(?:by\\s+)?"));

    private Credit() {}

    private static Pattern form(String beginning) {
        return Pattern.compile("(?<![\\p{L}])" + beginning + END, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The name, or nothing. */
    static String in(String caption) {
        String searched = Texts.cut(caption, 2_000);
        return FORMS.stream()
                .map(form -> form.matcher(searched))
                .filter(Matcher::find)
                .findFirst()
                .map(found -> found.group(1).strip())
                .orElse("");
    }

    /** A text that is a credit as a whole, without the word that says so. */
    static String of(String credit) {
        return Optional.of(in(credit)).filter(name -> !name.isEmpty()).orElse(credit);
    }
}
