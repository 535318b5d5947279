package org.proofmark.portal.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of one field of a work in a change.
 *
 * @param field its name in texts, {@code title}
 * @param before what stood there, shortened; "" if nothing
 * @param after what stands there, shortened; "" if nothing
 */
public record Difference(String field, String before, String after) {
    private static final int LONGEST = 200;

    static List<Difference> between(Work before, Work after) {
        List<Difference> found = new ArrayList<>();
        Work.Texts old = before.texts();
        Work.Texts now = after.texts();
        add(found, "title", old.title(), now.title());
        add(found, "caption", old.caption(), now.caption());
        add(found, "creator", old.creator(), now.creator());
        add(found, "credit", old.credit(), now.credit());
        add(found, "copyright", old.copyright(), now.copyright());
        add(found, "usageTerms", old.usageTerms(), now.usageTerms());
        add(found, "webStatement", old.webStatement(), now.webStatement());
        add(found, "licensor", old.licensor(), now.licensor());
        add(found, "licensorUrl", old.licensorUrl(), now.licensorUrl());
        add(found, "keywords", String.join(", ", before.keywords()), String.join(", ", after.keywords()));
        add(found, "tags", String.join(", ", before.tags()), String.join(", ", after.tags()));
        add(found, "category", before.category().orElse(""), after.category().orElse(""));
        add(found, "firstPublished", said(before.firstPublished()), said(after.firstPublished()));
        add(found, "firstPublishedAt", before.firstPublishedAt(), after.firstPublishedAt());
        return found;
    }

    private static String said(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static void add(List<Difference> found, String field, String before, String after) {
        if (!before.equals(after)) {
            found.add(new Difference(field, shortened(before), shortened(after)));
        }
    }

    private static String shortened(String text) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.codePointCount(0, plain.length()) <= LONGEST
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** As the audit keeps them: a line for each, its parts apart by tabs. */
    static String written(List<Difference> differences) {
        return differences.stream()
                .map(one -> one.field + "\t" + one.before + "\t" + one.after)
                .collect(Collectors.joining("\n"));
    }

    /** Reads what {@link #written} wrote; what it did not is left out. */
    static List<Difference> read(String told) {
        return told.lines()
                .map(line -> line.split("\t", -1))
                .filter(parts -> parts.length == 3)
                .map(parts -> new Difference(parts[0], parts[1], parts[2]))
                .toList();
    }
}
