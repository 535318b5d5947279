package org.proofmark.portal.catalogue.web;

import java.util.Arrays;
import java.util.List;

/** Words as people type them into one field. */
final class Words {
    private static final int MOST = 100;
    private static final int LONGEST = 100;

    private Words() {}

    /** Words apart by commas, semicolons or lines; none twice, 100 at most of 100 letters each. */
    static List<String> of(String text) {
        return Arrays.stream(text.split("[,;\\n]", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty() && word.length() <= LONGEST)
                .distinct()
                .limit(MOST)
                .toList();
    }
}
